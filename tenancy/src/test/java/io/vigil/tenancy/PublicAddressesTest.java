package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressesTest {

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8,                  true",
        "172.32.0.1,               true",
        "2606:4700::1111,          true",
        "2001:4860:4860::8888,     true",
        "0.0.0.0,                  false",
        "10.0.0.1,                 false",
        "100.64.0.1,               false",
        "127.0.0.1,                false",
        "127.255.255.254,          false",
        "169.254.169.254,          false",
        "172.16.0.1,               false",
        "172.31.255.255,           false",
        "192.0.0.192,              false",
        "192.168.1.1,              false",
        "198.18.0.1,               false",
        "224.0.0.1,                false",
        "239.1.2.3,                false",
        "255.255.255.255,          false",
        "::,                       false",
        "::1,                      false",
        "::ffff:10.0.0.1,          false",
        "::ffff:169.254.169.254,   false",
        "fe80::1,                  false",
        "fc00::1,                  false",
        "fd00:ec2::254,            false",
        "ff02::1,                  false",
        "64:ff9b::7f00:1,          false",
        "2001:0:7f00:1::,          false",
        "2001:db8::1,              false",
        "2002:7f00:1::,            false",
        "2002:808:808::,           false",
        "3fff::1,                  false"
    })
    void tellsTheInternetFromEverythingElse(String address, boolean held) throws UnknownHostException {
        assertThat(PublicAddresses.hold(InetAddress.getByName(address))).isEqualTo(held);
    }
}
