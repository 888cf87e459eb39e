package io.vigil.scanner.collect.macie2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MacieRegionsTest {

    @Test
    void macieThatIsOffIsKnownAndARefusalIsNot() {
        // Given
        Read<String> off = denied("AccessDeniedException: Macie is not enabled.");
        Read<String> refused =
                denied("AccessDeniedException: User is not authorized to perform macie2:GetMacieSession");

        // Then
        assertThat(MacieRegions.enabled(off)).isEqualTo(Read.known(Optional.empty()));
        assertThat(MacieRegions.enabled(refused)).isInstanceOf(Read.Missing.class);
        assertThat(MacieRegions.enabled(Read.known("on"))).isEqualTo(Read.known(Optional.of("on")));
    }

    private static Read<String> denied(String detail) {
        return Read.missing(
                new Unread(UnreadReason.ACCESS_DENIED, "macie2:GetMacieSession", "macie2:GetMacieSession", detail));
    }
}
