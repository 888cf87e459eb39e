package io.vigil.checks.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The names of the loops that stand around an expression, innermost last. */
final class Locals {
    private final List<String> names = new ArrayList<>();
    private int most;

    int most() {
        return most;
    }

    /** Where the next loop's element stands. */
    int next() {
        return names.size();
    }

    <T> T within(String name, Supplier<T> body) {
        names.add(name);
        most = Math.max(most, names.size());
        try {
            return body.get();
        } finally {
            names.removeLast();
        }
    }

    Optional<Integer> find(String name) {
        int index = names.lastIndexOf(name);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }
}
