package io.vigil.deploy.stack.apart;

import java.lang.reflect.Method;

/** A method that takes the records of a channel. */
public record Consumer(String channel, Method method) {
    @Override
    public String toString() {
        return "%s by %s.%s".formatted(channel, method.getDeclaringClass().getSimpleName(), method.getName());
    }
}
