package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,       10.255.255.255,     true",
        "10.0.0.0/8,       11.0.0.0,           false",
        "192.0.2.7,        192.0.2.7,          true",
        "192.0.2.7,        192.0.2.8,          false",
        "192.0.2.0/24,     ::ffff:192.0.2.9,   true",
        "192.0.2.0/24,     ::ffff:c000:209,    true",
        "0.0.0.0/0,        2001:db8::1,        false",
        "::/0,             192.0.2.9,          false",
        "::/0,             ::ffff:192.0.2.9,   false",
        "2001:db8::/32,    2001:DB8:0:0::1,    true",
        "2001:db8::/32,    2001:db9::1,        false",
        "fe80::/10,        fe80::1%eth0,       true",
        "10.0.0.0/8,       10.0.0.0/8,         false",
        "10.0.0.0/8,       10.1,               false",
        "10.0.0.0/8,       0x0a000001,         false",
        "10.0.0.0/8,       010.0.0.1,          false",
        "10.0.0.0/8,       '10.0.0.1, 8.8.8.8', false",
        "10.0.0.0/8,       '',                 false",
        "10.0.0.0/8,       unknown,            false"
    })
    void holdsItsOwnAddressesHoweverTheyAreWritten(String range, String address, boolean held) {
        assertThat(AddressRange.of(range).holds(address)).isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "*", "10.*.0.0", "10.0.0.1-10.0.0.9", "10.0.0.0/33", "2001:db8::/129", "10.0.0.0/-1",
                        "10.0.0.0/255.0.0.0",
                "10", "10.1", "localhost", "example.com", "::ffff:10.0.0.1", "fe80::1%eth0", "10.0.0.1/8",
                        "2001:db8::1/32", "/8"
            })
    void whatIsNoRangeIsRefused(String text) {
        assertThatThrownBy(() -> AddressRange.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysHowABlockIsWritten() {
        assertThatThrownBy(() -> AddressRange.of("10.1.2.3/8")).hasMessageContaining("write 10.0.0.0/8");
        assertThat(AddressRange.of("2001:0DB8::/32")).hasToString("2001:db8::/32");
        assertThat(AddressRange.canonical("::ffff:192.0.2.9")).contains("192.0.2.9");
        assertThat(AddressRange.canonical("nonsense")).isEmpty();
    }
}
