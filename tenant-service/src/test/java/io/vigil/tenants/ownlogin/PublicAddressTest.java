package io.vigil.tenants.ownlogin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.tenancy.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressTest {
    private final PublicAddress production = new PublicAddress(/* local */ false);
    private final PublicAddress local = new PublicAddress(/* local */ true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://127.1.2.3:8443/x",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://172.16.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://2130706433/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://[fd00:ec2::254]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[2001:0:7f00:1::]/",
                "https://[ff02::1]/",
                "https://localhost/"
            })
    void aCustomerCannotLookIntoTheProvidersNetwork(String address) {
        assertThatThrownBy(() -> production.demand("address", address))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("address: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8/",
                "ftp://8.8.8.8/",
                "file:///etc/passwd",
                "https://user:secret@8.8.8.8/",
                "https://8.8.8.8/#fragment",
                "https:8.8.8.8",
                "//8.8.8.8",
                "8.8.8.8",
                "https://",
                "https://a b/",
                "javascript:alert(1)",
                ""
            })
    void whatIsNoPlainHttpsAddressIsRefused(String address) {
        assertThatThrownBy(() -> production.demand("address", address)).isInstanceOf(Problem.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://8.8.8.8/realms/x", "https://172.32.0.1/", "https://[2606:4700::1111]:8443/"})
    void whatIsOnTheInternetMayBeAsked(String address) {
        assertThat(production.demand("address", address)).hasToString(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8080/realms/home", "https://localhost/"})
    void aMachineOfOnesOwnMayAskItself(String address) {
        assertThat(local.demand("address", address)).hasToString(address);
    }
}
