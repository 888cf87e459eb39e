package io.vigil.tenants.grants;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrantsConfigTest {

    @Test
    void theDefaultsAreTheDesigns() {
        GrantsConfig config = new SmallRyeConfigBuilder()
                .withMapping(GrantsConfig.class)
                .build()
                .getConfigMapping(GrantsConfig.class);
        assertThat(config.usual()).isEqualTo(Duration.ofHours(1));
        assertThat(config.longest()).isEqualTo(Duration.ofHours(8));
        assertThat(config.answerWithin()).isEqualTo(Duration.ofHours(24));
    }
}
