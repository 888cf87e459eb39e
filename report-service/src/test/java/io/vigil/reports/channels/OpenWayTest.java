package io.vigil.reports.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.reports.channels.OpenWay.Way;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenWayTest {
    private final Names names = new Names();
    private final OpenWay production = new OpenWay(names, /* local */ false);
    private final OpenWay local = new OpenWay(names, /* local */ true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0.0.0.0/",
                "https://10.0.0.1/",
                "https://172.31.255.255/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/",
                "https://224.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[fe80::1]/",
                "https://[fd00:ec2::254]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[ff02::1]/",
                "https://localhost/"
            })
    void nobodyIsCalledInTheProvidersNetwork(String url) {
        assertThat(production.to(url))
                .isInstanceOfSatisfying(
                        Way.Closed.class, closed -> assertThat(closed.why()).contains("is not on the internet"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://8.8.8.8/",
                "ftp://8.8.8.8/",
                "file:///etc/passwd",
                "https://user:secret@8.8.8.8/",
                "https://8.8.8.8/#fragment",
                "https://8.8.8.8:65536/",
                "https:8.8.8.8",
                "//8.8.8.8",
                "8.8.8.8",
                "https://",
                "https://a b/",
                "https://hooks.example\r\nX: y/",
                "javascript:alert(1)",
                ""
            })
    void whatIsNoPlainHttpsAddressIsRefused(String url) {
        assertThat(production.to(url)).isInstanceOf(Way.Closed.class);
    }

    @Test
    void everyAddressOfANameHasToBeOnTheInternet() throws Exception {
        // Given
        InetAddress open = InetAddress.getByName("8.8.8.8");
        names.lead("one.example", open);
        names.lead("two.example", open, InetAddress.getByName("10.0.0.1"));
        // When, Then
        assertThat(production.to("https://one.example:8443/x"))
                .isInstanceOfSatisfying(
                        Way.Open.class, way -> assertThat(way.addresses()).isEqualTo(List.of(open)));
        assertThat(production.to("https://two.example/")).isInstanceOf(Way.Closed.class);
        assertThat(production.to("https://none.example/")).isEqualTo(new Way.Closed("nobody knows none.example"));
    }

    @Test
    void aMachineOfOnesOwnMayCallItselfAndNobodyElseByHttp() {
        assertThat(local.to("http://127.0.0.1:8080/hook")).isInstanceOf(Way.Open.class);
        assertThat(local.to("https://[::1]:8443/hook")).isInstanceOf(Way.Open.class);
        assertThat(local.to("https://8.8.8.8/")).isInstanceOf(Way.Open.class);
        assertThat(local.to("http://8.8.8.8/")).isInstanceOf(Way.Closed.class);
        assertThat(local.to("https://10.0.0.1/")).isInstanceOf(Way.Closed.class);
    }
}
