package io.vigil.checks.evaluate;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands in place of a value and says why there is none. It passes through all that needs the value, up to logic that
 * does without it.
 */
public final class Failed {
    private final Supplier<String> text;
    private final @Nullable Throwable cause;

    Failed(Supplier<String> text, @Nullable Throwable cause) {
        this.text = text;
        this.cause = cause;
    }

    public static Failed because(Throwable cause) {
        return new Failed(() -> String.valueOf(cause.getMessage()), cause);
    }

    /** Written when somebody asks, since most failures are absorbed. */
    public String text() {
        return text.get();
    }

    public @Nullable Throwable cause() {
        return cause;
    }
}
