package io.vigil.checks;

import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.function.Function;

/**
 * A part of a document that may not have been readable. What was read and found empty is {@link Known} with an empty
 * list or {@code Optional.empty()}; {@link Missing} means that nobody knows, so a check whose result depends on it is
 * undetermined.
 */
public sealed interface Read<T> {

    record Known<T>(T value) implements Read<T> {}

    record Missing<T>(Unread why) implements Read<T> {}

    static <T> Read<T> known(T value) {
        return new Known<>(value);
    }

    static <T> Read<T> missing(Unread why) {
        return new Missing<>(why);
    }

    /** For a call that was not made because it has no meaning for this resource; no check should depend on it. */
    static <T> Read<T> notAsked(String operation, String why) {
        return new Missing<>(new Unread(UnreadReason.NOT_SUPPORTED, operation, null, why));
    }

    default <S> Read<S> map(Function<? super T, ? extends S> change) {
        return switch (this) {
            case Known<T>(T value) -> new Known<>(change.apply(value));
            case Missing<T>(Unread why) -> new Missing<>(why);
        };
    }

    default <S> Read<S> flatMap(Function<? super T, Read<S>> change) {
        return switch (this) {
            case Known<T>(T value) -> change.apply(value);
            case Missing<T>(Unread why) -> new Missing<>(why);
        };
    }
}
