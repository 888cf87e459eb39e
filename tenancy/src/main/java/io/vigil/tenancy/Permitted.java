package io.vigil.tenancy;

import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** Who may call an endpoint of a service. One without it answers nobody. */
@Retention(RUNTIME)
@Target(ElementType.METHOD)
public @interface Permitted {
    Role[] value();
}
