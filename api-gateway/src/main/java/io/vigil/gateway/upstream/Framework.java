package io.vigil.gateway.upstream;

import io.vigil.contracts.AttestationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A framework and how the tenant stands against each of its requirements.
 *
 * @param people what is told of requirements that no API shows
 */
public record Framework(
        String id,
        String name,
        @Nullable String version,
        @Nullable Double score,
        double evaluatedShare,
        @Nullable ByPeople people,
        @Nullable List<Requirement> requirements) {

    /** How many requirements no API shows, how many of those somebody stands in for, and did until a day that has passed. */
    public record ByPeople(int requirements, int attested, int ended) {
        public static final ByPeople NONE = new ByPeople(0, 0, 0);
    }

    public record Requirement(
            String id,
            String title,
            @Nullable String section,
            String status,
            @Nullable List<CheckCount> checks,
            @Nullable String manual,
            @Nullable Decision decision,
            @Nullable Attestation attestation,
            @Nullable AttestationId attestationWaiting,
            int attestedAccounts) {

        /** Whether no API shows it, and it counts. */
        public boolean byPeople() {
            return manual != null && (checks == null || checks.isEmpty()) && !status.equals("DECIDED_OUT");
        }
    }

    /** That the requirement does not count. */
    public record Decision(String reason, String by) {}

    public record CheckCount(String check, int pass, int fail, int undetermined, int excepted) {}
}
