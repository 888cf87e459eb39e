package io.vigil.reports.channels;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * A channel as it is asked for.
 *
 * @param kind what stands at the other end; it stays what it is
 * @param url where messages are posted
 */
record NewChannel(
        @NotNull(message = "is missing") @Pattern(regexp = "WEBHOOK", message = "is no kind of channel")
        String kind,

        @NotBlank @Size(max = 100) String name,
        @NotBlank @Size(max = 2000) String url) {

    Channel.Kind chosenKind() {
        return Channel.Kind.valueOf(kind);
    }

    @Override
    public String toString() {
        return "NewChannel[" + kind + "]";
    }
}
