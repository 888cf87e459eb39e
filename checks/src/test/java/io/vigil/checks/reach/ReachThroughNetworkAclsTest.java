package io.vigil.checks.reach;

import static io.vigil.checks.reach.TestNetwork.acl;
import static io.vigil.checks.reach.TestNetwork.allow;
import static io.vigil.checks.reach.TestNetwork.deny;
import static io.vigil.checks.reach.TestNetwork.face;
import static io.vigil.checks.reach.TestNetwork.instance;
import static io.vigil.checks.reach.TestNetwork.publicInstance;
import static io.vigil.checks.reach.TestNetwork.rule;
import static io.vigil.checks.reach.TestNetwork.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the network ACL of a subnet lets in, and back out. */
class ReachThroughNetworkAclsTest {
    private final TestNetwork net = new TestNetwork();

    @Test
    void aDenialBeforeTheAllowingRuleCloses() {
        net.acl(
                deny(90, false, "6", "0.0.0.0/0", 22, 22),
                allow(100, false, "-1", "0.0.0.0/0"),
                allow(100, true, "-1", "0.0.0.0/0"));
        assertThat(net.closedBy(publicInstance())).containsExactly("network-acl");
    }

    @Test
    void aDenialAfterTheAllowingRuleIsTooLate() {
        net.acl(
                allow(100, false, "-1", "0.0.0.0/0"),
                deny(110, false, "6", "0.0.0.0/0", 22, 22),
                allow(100, true, "-1", "0.0.0.0/0"));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 0.0.0.0/0");
    }

    @Test
    void theOrderIsThatOfTheNumbersNotOfTheList() {
        net.acl(
                allow(100, false, "-1", "0.0.0.0/0"),
                deny(50, false, "-1", "0.0.0.0/0"),
                allow(100, true, "-1", "0.0.0.0/0"));
        assertThat(net.closedBy(publicInstance())).containsExactly("network-acl");
    }

    @Test
    void aDenialOfSomeAddressesLeavesTheOthers() {
        net.group("sg-1", tcp(22, 22, "203.0.113.0/24"))
                .acl(
                        deny(90, false, "-1", "203.0.113.128/25"),
                        allow(100, false, "-1", "0.0.0.0/0"),
                        allow(100, true, "-1", "0.0.0.0/0"));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 203.0.113.0/25");
    }

    @Test
    void whatNoRuleSpeaksOfIsDenied() {
        net.acl(allow(100, false, "6", "0.0.0.0/0", 443, 443), allow(100, true, "-1", "0.0.0.0/0"));
        assertThat(net.closedBy(publicInstance())).containsExactly("network-acl");
    }

    @Test
    void withoutAWayBackForTheAnswersNobodyConnects() {
        net.acl(allow(100, false, "-1", "0.0.0.0/0"), allow(100, true, "6", "0.0.0.0/0", 80, 443));
        assertThat(net.closedBy(publicInstance())).containsExactly("network-acl");
    }

    @Test
    void theDenialOfAllEphemeralPortsCloses() {
        net.acl(
                allow(100, false, "-1", "0.0.0.0/0"),
                deny(90, true, "6", "0.0.0.0/0", 1024, 65_535),
                allow(100, true, "-1", "0.0.0.0/0"));
        assertThat(net.closedBy(publicInstance())).containsExactly("network-acl");
    }

    @Test
    void someEphemeralPortsAreEnough() {
        net.acl(allow(100, false, "-1", "0.0.0.0/0"), allow(100, true, "6", "0.0.0.0/0", 32_768, 60_999));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 0.0.0.0/0");
    }

    @Test
    void answersGetBackOnlyToWhomTheRulesName() {
        net.acl(allow(100, false, "-1", "0.0.0.0/0"), allow(100, true, "-1", "203.0.113.0/24"));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 203.0.113.0/24");
    }

    @Test
    void rulesOfIpv4SayNothingAboutIpv6() {
        net.group("sg-1", tcp(22, 22, "::/0"))
                .acl(allow(100, false, "-1", "0.0.0.0/0"), allow(100, true, "-1", "0.0.0.0/0"));
        assertThat(net.closedBy(instance(face("eni-1", 0, "10.0.1.5", "", "2001:db8:1::5", "sg-1"))))
                .containsExactly("network-acl");
    }

    @Test
    void aRuleOfIcmpSpeaksOfItsType() {
        net.group("sg-1", rule("icmp", -1, -1, "0.0.0.0/0"))
                .acl(allow(100, false, "1", "0.0.0.0/0", 8, -1), allow(100, true, "1", "0.0.0.0/0", -1, -1));
        assertThat(net.open(publicInstance())).containsExactly("icmp 8 from 0.0.0.0/0");
    }

    @Test
    void onlyTheAclOfTheSubnetCounts() {
        net.acls.clear();
        net.acls.add(acl("acl-2", List.of("subnet-2"), allow(1, false, "-1", "0.0.0.0/0")));
        net.acls.add(acl("acl-1", List.of("subnet-1"), deny(1, false, "-1", "0.0.0.0/0")));
        assertThat(net.closedBy(publicInstance())).containsExactly("network-acl");
    }

    // VPC block public access

    @Test
    void anAclRuleWithoutANumberComesLast() {
        net.acl(
                deny(1, false, "-1", "0.0.0.0/0").toBuilder().ruleNumber(null).build(),
                allow(100, false, "-1", "0.0.0.0/0"),
                allow(100, true, "-1", "0.0.0.0/0"));
        assertThat(net.open(publicInstance())).containsExactly("tcp 22 from 0.0.0.0/0");
    }
}
