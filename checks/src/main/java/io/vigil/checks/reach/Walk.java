package io.vigil.checks.reach;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Goes from hop to hop with what is left over. A hop that nobody could read matters only if none of the others ends the
 * way.
 */
final class Walk<T> {

    /** How far it came. */
    sealed interface End<T> {

        record Arrived<T>(T left) implements End<T> {}

        record Closed<T>(Hop hop, String text) implements End<T> {}

        record Unknown<T>(Unread why) implements End<T> {}
    }

    private final BinaryOperator<T> and;
    private final Predicate<T> nothing;
    private T left;
    private End.@Nullable Closed<T> closed;
    private @Nullable Unread unknown;

    Walk(T start, BinaryOperator<T> and, Predicate<T> nothing) {
        this.left = start;
        this.and = and;
        this.nothing = nothing;
    }

    static Walk<AddressSet> ofSources(AddressSet start) {
        return new Walk<>(start, AddressSet::and, AddressSet::isEmpty);
    }

    Walk<T> through(Hop hop, Read<T> lets, Supplier<String> told) {
        if (closed != null) return this;
        switch (lets) {
            case Read.Missing<T>(Unread why) -> {
                if (unknown == null) unknown = why;
            }
            case Read.Known<T>(T known) -> {
                left = and.apply(left, known);
                if (nothing.test(left)) closed = new End.Closed<>(hop, told.get());
            }
        }
        return this;
    }

    T left() {
        return left;
    }

    End<T> end() {
        if (closed != null) return closed;
        return unknown != null ? new End.Unknown<>(unknown) : new End.Arrived<>(left);
    }
}
