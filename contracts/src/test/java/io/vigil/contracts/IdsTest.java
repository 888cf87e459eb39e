package io.vigil.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void anAccountIdIsTwelveAsciiDigits() {
        assertThat(new AccountId("012345678901").value()).isEqualTo("012345678901");
        for (String text :
                List.of("", "12345678901", "1234567890123", "12345678901a", "١٢٣٤٥٦٧٨٩٠١٢", "123456789012\n")) {
            assertThatThrownBy(() -> new AccountId(text)).hasMessageContaining("twelve digits");
        }
    }

    @Test
    void regionsOfEveryPartitionAreRegions() {
        for (String code : List.of("eu-central-1", "us-gov-west-1", "ap-southeast-5", "us-isob-east-1", "global")) {
            assertThat(new Region(code)).hasToString(code);
        }
        for (String text : List.of("", "eu", "EU-CENTRAL-1", "eu-central-1/../x", "eu_central_1")) {
            assertThatThrownBy(() -> new Region(text)).hasMessageContaining("not an AWS region");
        }
    }

    @Test
    void namedUuidsSeparateTheirParts() {
        assertThat(Uuids.ofName("a", "bc")).isNotEqualTo(Uuids.ofName("ab", "c"));
        assertThat(Uuids.ofName("a", "bc").version()).isEqualTo(5);
        assertThat(Uuids.ofName("a", "bc").variant()).isEqualTo(2);
    }
}
