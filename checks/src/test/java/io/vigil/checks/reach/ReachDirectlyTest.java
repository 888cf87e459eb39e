package io.vigil.checks.reach;

import static io.vigil.checks.reach.TestNetwork.PUBLIC;
import static io.vigil.checks.reach.TestNetwork.block;
import static io.vigil.checks.reach.TestNetwork.face;
import static io.vigil.checks.reach.TestNetwork.instance;
import static io.vigil.checks.reach.TestNetwork.publicInstance;
import static io.vigil.checks.reach.TestNetwork.rule;
import static io.vigil.checks.reach.TestNetwork.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessExclusion;

class ReachDirectlyTest {
    private static final Unread DENIED =
            new Unread(UnreadReason.ACCESS_DENIED, "ec2:DescribeX", "ec2:DescribeX", "not allowed");

    private final TestNetwork net = new TestNetwork();

    @Test
    void anOpenGroupOnAPublicAddressIsReached() {
        // When
        Reach reach = net.direct(publicInstance());

        // Then
        assertThat(reach.closed()).isEmpty();
        assertThat(reach.open()).singleElement().satisfies(path -> {
            assertThat(path.via()).isEqualTo("direct");
            assertThat(path.through()).isEqualTo("eni-1");
            assertThat(path.addresses()).containsExactly(PUBLIC);
            assertThat(path.anyone()).isTrue();
            assertThat(path.text()).isEqualTo("198.51.100.10 tcp 22 from 0.0.0.0/0");
        });
    }

    @Test
    void withoutAPublicAddressNobodyComes() {
        Instance instance = instance(face("eni-1", 0, "10.0.1.5", "", "", "sg-1"));
        assertThat(net.open(instance)).isEmpty();
        assertThat(net.closedBy(instance)).containsExactly("address");
    }

    @Test
    void aUniqueLocalAddressOfIpv6IsNotPublic() {
        assertThat(net.closedBy(instance(face("eni-1", 0, "10.0.1.5", "", "fd00::5", "sg-1"))))
                .containsExactly("address");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, 22, 22, 0.0.0.0/0, tcp 22 from 0.0.0.0/0",
        "6, 22, 22, 0.0.0.0/0, tcp 22 from 0.0.0.0/0",
        "tcp, 20, 25, 0.0.0.0/0, tcp 20-25 from 0.0.0.0/0",
        "udp, 53, 53, 0.0.0.0/0, udp 53 from 0.0.0.0/0",
        "icmp, 8, -1, 0.0.0.0/0, icmp 8 from 0.0.0.0/0",
        "icmp, 8, 0, 0.0.0.0/0, icmp 8 from 0.0.0.0/0",
        "icmp, -1, -1, 0.0.0.0/0, icmp 0-255 from 0.0.0.0/0",
        "50, , , 0.0.0.0/0, 50 0 from 0.0.0.0/0",
        "tcp, , , 0.0.0.0/0, tcp 0-65535 from 0.0.0.0/0",
        "tcp, 22, 22, 203.0.113.0/24, tcp 22 from 203.0.113.0/24",
        "tcp, 22, 22, 203.0.113.7/24, tcp 22 from 203.0.113.0/24"
    })
    void aRuleOpensWhatItSays(String protocol, Integer from, Integer to, String source, String opened) {
        net.group("sg-1", rule(protocol, from, to, source));
        assertThat(net.open(publicInstance())).containsExactly(opened);
    }

    @Test
    void aRuleForAllProtocolsOpensEveryOne() {
        net.group("sg-1", rule("-1", null, null, "0.0.0.0/0"));
        assertThat(net.open(publicInstance()))
                .containsExactly(
                        "tcp 0-65535 from 0.0.0.0/0",
                        "udp 0-65535 from 0.0.0.0/0",
                        "icmp 0-255 from 0.0.0.0/0",
                        "other 0 from 0.0.0.0/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "sg-2", "sg-1", "::/0"})
    void sourcesThatAreNotTheInternetOfIpv4OpenNothing(String source) {
        net.group("sg-1", tcp(22, 22, source));
        assertThat(net.open(publicInstance())).isEmpty();
        assertThat(net.closedBy(publicInstance())).containsExactly("security-group");
    }

    @Test
    void twoHalvesAreTheInternet() {
        net.group("sg-1", tcp(22, 22, "0.0.0.0/1"), tcp(22, 22, "128.0.0.0/1"));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 0.0.0.0/0");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/1, true",
        "128.0.0.0/1, true",
        "64.0.0.0/2, true",
        "52.0.0.0/8, true",
        "52.0.0.0/9, false",
        "203.0.113.0/24, false",
        "10.0.0.0/7, true"
    })
    void strangersAreAmongTheSourcesFromSomeSizeOn(String source, boolean anyone) {
        net.group("sg-1", tcp(22, 22, source));
        assertThat(net.direct(publicInstance()).open())
                .singleElement()
                .extracting(OpenPath::anyone)
                .isEqualTo(anyone);
    }

    @Test
    void groupsAddUp() {
        net.group("sg-2", tcp(22, 80, "203.0.113.0/24"));
        assertThat(net.open(publicInstance("sg-1", "sg-2")))
                .containsExactly("tcp 22 from 0.0.0.0/0", "tcp 23-80 from 203.0.113.0/24");
    }

    @Test
    void aPrefixListStandsForItsEntries() {
        net.group("sg-1", tcp(22, 22, "pl-1"));
        net.prefixLists.put("pl-1", Read.known(List.of("203.0.113.0/24", "0.0.0.0/1", "128.0.0.0/1", "2001:db8::/32")));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 0.0.0.0/0");
    }

    @Test
    void aPrefixListThatNobodyCouldReadMakesItUnknown() {
        net.group("sg-1", tcp(22, 22, "pl-1"));
        net.prefixLists.put("pl-1", Read.missing(DENIED));
        assertThat(new ReachDirectly(net.network()).of(publicInstance())).isEqualTo(Read.missing(DENIED));
    }

    @Test
    void overIpv6OnlyTheRulesOfIpv6Count() {
        Instance instance = instance(face("eni-1", 0, "10.0.1.5", "", "2001:db8:1::5", "sg-1"));
        assertThat(net.closedBy(instance)).containsExactly("security-group");

        net.group("sg-1", tcp(22, 22, "::/0"), rule("icmpv6", 128, -1, "::/0"));
        assertThat(net.open(instance)).containsExactly("tcp 22 from ::/0", "icmpv6 128 from ::/0");
    }

    @Test
    void aPublicAddressOnASecondInterfaceIsAWayIn() {
        net.group("sg-2", tcp(3306, 3306, "0.0.0.0/0"));
        Instance instance = instance(
                face("eni-1", 0, "10.0.1.5", "", "", "sg-1"), face("eni-2", 1, "10.0.1.6", PUBLIC, "", "sg-2"));
        assertThat(net.direct(instance).open()).singleElement().satisfies(path -> {
            assertThat(path.through()).isEqualTo("eni-2");
            assertThat(path.fromPort()).isEqualTo(3306);
        });
    }

    @Test
    void anAddressOfASecondPrivateAddressIsAWayIn() {
        Instance instance = instance(face("eni-1", 0, "10.0.1.5", "", "", "sg-1").toBuilder()
                .privateIpAddresses(
                        p -> p.privateIpAddress("10.0.1.5"),
                        p -> p.privateIpAddress("10.0.1.9").association(a -> a.publicIp("198.51.100.99")))
                .build());
        assertThat(net.direct(instance).open())
                .singleElement()
                .extracting(OpenPath::addresses)
                .isEqualTo(List.of("198.51.100.99"));
    }

    // routes

    @ParameterizedTest
    @CsvSource({
        "off, , , true",
        "block-bidirectional, , , false",
        "block-ingress, , , false",
        "block-ingress, arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1, allow-bidirectional, true",
        "block-bidirectional, arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-1, allow-bidirectional, true",
        "block-bidirectional, arn:aws:ec2:eu-central-1:111122223333:subnet/subnet-2, allow-bidirectional, false",
        "block-bidirectional, arn:aws:ec2:eu-central-1:111122223333:vpc/vpc-1, allow-egress, false"
    })
    void blockPublicAccessStopsWhatIsNotExcluded(String mode, String excluded, String how, boolean reached) {
        net.block = excluded == null
                ? Read.known(block(mode))
                : Read.known(block(
                        mode,
                        VpcBlockPublicAccessExclusion.builder()
                                .resourceArn(excluded)
                                .internetGatewayExclusionMode(how)
                                .state("create-complete")
                                .build()));
        assertThat(net.open(publicInstance()).isEmpty()).isNotEqualTo(reached);
        if (!reached) assertThat(net.closedBy(publicInstance())).containsExactly("block-public-access");
    }

    // what nobody could read

    @Test
    void whatCouldNotBeReadDoesNotMatterWhereAnotherHopCloses() {
        net.block = Read.missing(DENIED);
        net.group("sg-1", tcp(22, 22, "10.0.0.0/8"));
        assertThat(net.closedBy(publicInstance())).containsExactly("security-group");
    }

    @Test
    void whatCouldNotBeReadAndMightCloseMakesItUnknown() {
        net.block = Read.missing(DENIED);
        assertThat(new ReachDirectly(net.network()).of(publicInstance())).isEqualTo(Read.missing(DENIED));
    }

    @Test
    void anInstanceWithoutPublicAddressNeedsNoList() {
        Network nothing = new Network(
                Read.missing(DENIED),
                Read.missing(DENIED),
                Read.missing(DENIED),
                Read.missing(DENIED),
                Read.missing(DENIED),
                new PrefixLists(java.util.Map.of()),
                Read.missing(DENIED));
        Read<Reach> reach = new ReachDirectly(nothing).of(instance(face("eni-1", 0, "10.0.1.5", "", "", "sg-1")));
        assertThat(TestNetwork.known(reach).closed())
                .singleElement()
                .extracting(ClosedPath::hop)
                .isEqualTo("address");
        assertThat(new ReachDirectly(nothing).of(publicInstance())).isEqualTo(Read.missing(DENIED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "999.0.0.0/0", "0.0.0.0/33", "1.2.3.*"})
    void anAddressThatIsNoneIsNeverTakenForClosed(String source) {
        net.group("sg-1", tcp(22, 22, source));
        assertThat(new ReachDirectly(net.network()).of(publicInstance())).isInstanceOf(Read.Missing.class);
    }

    @Test
    void aRuleWithoutItsPartsIsNeverTakenForClosed() {
        net.group(
                "sg-1",
                IpPermission.builder().ipRanges(r -> r.cidrIp("0.0.0.0/0")).build());
        assertThat(new ReachDirectly(net.network()).of(publicInstance())).isInstanceOf(Read.Missing.class);

        net.group(
                "sg-1",
                tcp(22, 22).toBuilder().ipRanges(r -> r.description("no block")).build());
        assertThat(new ReachDirectly(net.network()).of(publicInstance())).isInstanceOf(Read.Missing.class);
    }

    @Test
    void aGroupThatIsNotShownMakesItUnknown() {
        assertThat(new ReachDirectly(net.network()).of(publicInstance("sg-1", "sg-unknown")))
                .isInstanceOf(Read.Missing.class);
    }
}
