package io.vigil.reports.channels;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A channel as it is asked for.
 *
 * @param kind what stands at the other end; it stays what it is
 * @param url where messages are posted; absent for mail, and where a chat's is to stay as it is
 * @param recipient mail address of a member; for mail alone
 */
record NewChannel(
        @NotNull(message = "is missing")
        @Pattern(regexp = "WEBHOOK|SLACK|TEAMS|EMAIL", message = "is none of WEBHOOK, SLACK, TEAMS, EMAIL")
        String kind,

        @NotBlank @Size(max = 100) String name,
        @Nullable @Size(max = 2000) String url,
        @Nullable @Size(max = 254) String recipient) {

    Channel.Kind chosenKind() {
        return Channel.Kind.valueOf(kind);
    }

    @Override
    public String toString() {
        return "NewChannel[" + kind + "]";
    }
}
