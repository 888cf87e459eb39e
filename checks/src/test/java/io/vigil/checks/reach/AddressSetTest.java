package io.vigil.checks.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressSetTest {

    private static AddressSet four(String blocks) {
        return AddressSet.of(IpVersion.V4, blocks.isEmpty() ? List.of() : List.of(blocks.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/24, 10.0.1.0/24, 10.0.0.0/23",
        "10.0.0.0/24, 10.0.0.128/25, 10.0.0.0/24",
        "10.0.0.0/24, 10.0.2.0/24, 10.0.0.0/24 10.0.2.0/24",
        "10.0.2.0/24, 10.0.0.0/24, 10.0.0.0/24 10.0.2.0/24"
    })
    void rangesThatTouchBecomeOne(String one, String other, String both) {
        assertThat(four(one).or(four(other))).isEqualTo(four(both));
        assertThat(String.join(" ", four(one).or(four(other)).texts(16))).isEqualTo(both);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/23, 10.0.1.0/24, 10.0.1.0/24",
        "10.0.0.0/24 10.0.2.0/24, 10.0.0.0/22, 10.0.0.0/24 10.0.2.0/24",
        "10.0.0.0/24, 10.0.1.0/24, ''"
    })
    void whatIsInBoth(String one, String other, String common) {
        assertThat(four(one).and(four(other))).isEqualTo(four(common));
        assertThat(four(other).and(four(one))).isEqualTo(four(common));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/24, 10.0.0.128/25, 10.0.0.0/25",
        "10.0.0.0/24, 10.0.0.64/26, 10.0.0.0/26 10.0.0.128/25",
        "10.0.0.0/24, 10.0.0.0/8, ''",
        "10.0.0.0/24, 11.0.0.0/8, 10.0.0.0/24",
        "10.0.0.0/30, 10.0.0.0/32 10.0.0.2/32, 10.0.0.1/32 10.0.0.3/32"
    })
    void whatIsLeft(String one, String other, String left) {
        assertThat(four(one).minus(four(other))).isEqualTo(four(left));
    }

    @Test
    void theOtherVersionIsLeftOut() {
        assertThat(AddressSet.of(IpVersion.V6, List.of("10.0.0.0/8", "2001:db8::/32"))
                        .texts(16))
                .containsExactly("2001:db8::/32");
    }

    @Test
    void theWholeInternetIsOneText() {
        assertThat(IpVersion.V4.internet().texts(16)).containsExactly("0.0.0.0/0");
        assertThat(IpVersion.V6.internet().texts(16)).containsExactly("::/0");
        assertThat(AddressSet.all(IpVersion.V4).size()).isEqualTo(BigInteger.ONE.shiftLeft(32));
    }

    @Test
    void aLongListIsCutOff() {
        assertThat(four("1.0.0.1/32 1.0.0.3/32 1.0.0.5/32").texts(2))
                .containsExactly("1.0.0.1/32", "1.0.0.3/32", "and more");
    }

    @Test
    void highAddressesAreWrittenAsTheyAre() {
        assertThat(four("203.0.113.0/24 255.255.255.255").texts(16))
                .containsExactly("203.0.113.0/24", "255.255.255.255/32");
    }
}
