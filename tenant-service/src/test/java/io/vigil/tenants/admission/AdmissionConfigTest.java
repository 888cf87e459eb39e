package io.vigil.tenants.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vigil.tenants.accounts.AccountsConfig;
import io.vigil.tenants.ledger.WorkersConfig;
import io.vigil.tenants.live.LiveConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionConfigTest {

    @Test
    void theDefaultsAreTheDesigns() {
        AdmissionConfig admission = read(AdmissionConfig.class);
        assertThat(admission.inFlightPerSlot()).isEqualTo(1.5);
        assertThat(admission.scheduledShare()).isEqualTo(0.2);
        assertThat(admission.perTenant()).isEqualTo(64);
        assertThat(admission.perAccount()).isEqualTo(8);
        assertThat(read(WorkersConfig.class).liveWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(read(AccountsConfig.class).roleName()).isEqualTo("VigilReadOnly");
        assertThat(read(AccountsConfig.class).regions()).hasSize(17);
        assertThat(read(LiveConfig.class).heartbeat()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void liveSlotsGiveTheLimits() {
        AdmissionConfig admission = read(AdmissionConfig.class);
        assertThat(Limits.of(admission, 0)).isEqualTo(new Limits(0, 0, 5, 64, 8));
        assertThat(Limits.of(admission, 1)).isEqualTo(new Limits(1, 0, 5, 64, 8));
        assertThat(Limits.of(admission, 4)).isEqualTo(new Limits(6, 1, 5, 64, 8));
        assertThat(Limits.of(admission, 10)).isEqualTo(new Limits(15, 2, 5, 64, 8));
    }

    private static <C> C read(Class<C> concern) {
        return new SmallRyeConfigBuilder().withMapping(concern).build().getConfigMapping(concern);
    }
}
