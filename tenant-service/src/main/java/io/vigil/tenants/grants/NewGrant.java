package io.vigil.tenants.grants;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody of the provider's staff wants to be inside a tenant, and for how long.
 *
 * @param ticket where the reason is told at length, in the provider's own system
 * @param duration ISO 8601, such as PT2H; null for the usual time
 */
public record NewGrant(
        @NotBlank(message = "is missing")
        @Size(max = NewGrant.MAX_REASON, message = "must be at most 500 characters")
        @Pattern(regexp = NewGrant.WORDS, message = "must be one line of text")
        String reason,

        @Size(max = 100, message = "must be at most 100 characters")
        @Pattern(regexp = NewGrant.ONE_LINE, message = "must be one line of text")
        @Nullable
        String ticket,

        @Nullable Duration duration) {
    static final int MAX_REASON = 500;
    /** No control characters: it is shown in a banner and written into trails. */
    static final String ONE_LINE = "[^\\p{Cntrl}\\u2028\\u2029]*";

    /** What only looks like a reason is none. */
    static final String WORDS = "(?=.*[\\p{L}\\p{N}])" + ONE_LINE;
}
