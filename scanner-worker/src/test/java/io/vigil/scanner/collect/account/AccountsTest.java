package io.vigil.scanner.collect.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.RootUser;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {

    @Test
    void aSummaryTellsOfRootsCredentials() {
        assertThat(Accounts.root(
                        Map.of("AccountPasswordPresent", 0, "AccountAccessKeysPresent", 1, "AccountMFAEnabled", 0)))
                .isEqualTo(Read.known(new RootUser(false, true, false)));
    }

    @Test
    void rootHasAPasswordWhereTheSummaryDoesNotSpeakOfIt() {
        assertThat(Accounts.root(Map.of("AccountAccessKeysPresent", 0, "AccountMFAEnabled", 1)))
                .isEqualTo(Read.known(new RootUser(true, false, true)));
    }

    @Test
    void halfASummaryTellsNothing() {
        for (Map<String, Integer> half : java.util.List.<Map<String, Integer>>of(
                Map.of(),
                Map.of("AccountPasswordPresent", 1),
                Map.of("AccountMFAEnabled", 1),
                Map.of("AccountAccessKeysPresent", 0)))
            assertThat(Accounts.root(half)).as("%s", half).isInstanceOf(Read.Missing.class);
    }
}
