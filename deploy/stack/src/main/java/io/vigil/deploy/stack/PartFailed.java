package io.vigil.deploy.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A part of the stack did not start or stopped; the message is one line that names the part and its log. */
public final class PartFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String part;

    public PartFailed(String part, String what, @Nullable Path log, @Nullable Throwable cause) {
        super(part + ": " + what + (log == null ? "" : " (log: " + log + ")"), cause);
        this.part = part;
    }

    public PartFailed(String part, String what, @Nullable Path log) {
        this(part, what, log, null);
    }

    public String part() {
        return part;
    }
}
