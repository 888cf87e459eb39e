package io.vigil.scanner.collect.route53;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ec2RangesTest {

    @ParameterizedTest
    @CsvSource({
        "52.28.0.0, eu-central-1",
        "52.29.255.255, eu-central-1",
        "35.159.255.255, eu-central-1",
        "54.160.0.1, us-east-1",
        "103.4.15.9, ap-northeast-1"
    })
    void knowsWhereEc2HandsAnAddressOut(String address, String region) {
        assertThat(Ec2Ranges.regionOf(address)).contains(new Region(region));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "185.199.108.153", "52.27.255.256", "52.112.0.1", "52.28.0", "2600:1f14::1", ""})
    void knowsNothingOfWhatIsNotEc2s(String address) {
        assertThat(Ec2Ranges.regionOf(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "172.31.0.1", "192.168.0.1", "100.100.0.1", "203.0.113.7", "255.255.255.255"})
    void nobodyIsGivenAnAddressThatIsNotPublic(String address) {
        assertThat(Ec2Ranges.isPublic(address)).isFalse();
    }

    @Test
    void whatIsNoAddressIsNotPublicEither() {
        assertThat(Ec2Ranges.isPublic("999.1.1.1")).isFalse();
        assertThat(Ec2Ranges.isPublic("8.8.8.8")).isTrue();
    }
}
