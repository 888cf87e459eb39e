package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.checks.Read;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Instance;
import io.vigil.checks.reach.ClosedPath;
import io.vigil.checks.reach.OpenPath;
import io.vigil.checks.reach.Reach;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.sandbox.Fault;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.collect.UnitRead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From AWS's answers to the ways that lead to an instance. */
class ReachedInstancesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AccountId PRODUCTION = new AccountId(DemoAccounts.PRODUCTION);
    private static final AccountId STAGING = new AccountId(DemoAccounts.STAGING);
    private static final Region FRANKFURT = new Region("eu-central-1");

    @TempDir
    Path folder;

    private DemoLab lab;

    @BeforeEach
    void start() throws Exception {
        lab = DemoLab.start(DemoLab.accounts(folder), AwsTimeouts.DEFAULT);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aNetworkAclClosesWhatAGroupOpens() throws Exception {
        // When
        Reach reach = known(instance(PRODUCTION, "bastion").directReach());

        // Then
        assertThat(reach.open()).isEmpty();
        assertThat(reach.closed())
                .singleElement()
                .extracting(ClosedPath::hop, ClosedPath::text)
                .containsExactly(
                        "network-acl",
                        "198.51.100.20: network ACL acl-1b2536a6c7a3823de lets nothing of it in and the answers out");
    }

    @Test
    void aPrivateInstanceIsReachedThroughItsLoadBalancer() throws Exception {
        Ec2Instance web = instance(PRODUCTION, "web-1");
        assertThat(known(web.directReach()).closed())
                .extracting(ClosedPath::hop)
                .containsExactly("address");
        assertThat(known(web.balancedReach()).open())
                .extracting(OpenPath::text)
                .containsExactly("tcp 443 to 8080 through application load balancer shop from 0.0.0.0/0");
    }

    @ParameterizedTest
    @CsvSource({"legacy-php, tcp 22", "windows-jump, tcp 3389", "legacy-jenkins, all tcp"})
    void anOpenGroupOnAPublicAddressIsReached(String name, String way) throws Exception {
        assertThat(known(instance(STAGING, name).directReach()).open())
                .filteredOn(OpenPath::anyone)
                .extracting(OpenPath::text)
                .anySatisfy(text -> assertThat(text).contains(way + " from 0.0.0.0/0"));
    }

    @Test
    void aNetworkLoadBalancerHandsTheClientOn() throws Exception {
        assertThat(known(instance(STAGING, "legacy-jenkins").balancedReach()).open())
                .extracting(OpenPath::via, OpenPath::entryPort, OpenPath::fromPort)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("network", 443, 8080));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeRouteTables",
                "DescribeInternetGateways",
                "DescribeNetworkAcls",
                "DescribeSecurityGroups",
                "DescribeVpcBlockPublicAccessOptions"
            })
    void aListThatIsDeniedMakesTheWayUnknownAndSaysWhatIsMissing(String operation) throws Exception {
        // Given
        lab.sandbox.faults().add(Fault.of(Fault.Kind.DENY, "ec2", operation));

        // When
        Ec2Instance jenkins = instance(STAGING, "legacy-jenkins");

        // Then
        assertThat(jenkins.directReach())
                .isInstanceOfSatisfying(
                        Read.Missing.class,
                        missing -> assertThat(missing.why().missingAction()).isEqualTo("ec2:" + operation));
        assertThat(known(instance(STAGING, "app-1").directReach()).open()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DescribeTargetGroups",
                "DescribeTargetHealth",
                "DescribeRules",
                "DescribeTargetGroupAttributes",
                "DescribeListeners"
            })
    void aDeniedPartOfTheLoadBalancersMakesTheirWaysUnknown(String operation) throws Exception {
        // Given
        lab.sandbox.faults().add(Fault.of(Fault.Kind.DENY, "elbv2", operation));

        // When
        Ec2Instance jenkins = instance(STAGING, "legacy-jenkins");

        // Then
        assertThat(jenkins.balancedReach())
                .isInstanceOfSatisfying(
                        Read.Missing.class,
                        missing -> assertThat(missing.why().missingAction())
                                .isEqualTo("elasticloadbalancing:" + operation));
        assertThat(known(jenkins.directReach()).open()).isNotEmpty();
    }

    @Test
    void blockPublicAccessStopsWhatItDoesNotExclude() throws Exception {
        // Given
        write(
                "ec2/DescribeVpcBlockPublicAccessOptions.json",
                "{\"VpcBlockPublicAccessOptions\": {\"State\": \"update-complete\", \"InternetGatewayBlockMode\": \"block-ingress\"}}");

        // When
        Ec2Instance jenkins = instance(STAGING, "legacy-jenkins");

        // Then
        assertThat(known(jenkins.directReach()).closed())
                .extracting(ClosedPath::hop)
                .containsExactly("block-public-access");
        assertThat(known(jenkins.balancedReach()).closed())
                .extracting(ClosedPath::hop)
                .containsExactly("balancer-block-public-access");
    }

    @Test
    void aPrefixListOfAGroupIsResolvedOnceAndCounts() throws Exception {
        // Given
        edit(
                "ec2/DescribeSecurityGroups.json",
                answer -> answer.get("SecurityGroups")
                        .forEach(group -> group.get("IpPermissions").forEach(rule -> {
                            if (group.get("GroupName").asText().equals("web")
                                    && rule.get("FromPort").asInt() == 22) {
                                ((ObjectNode) rule).putArray("IpRanges");
                                ((ObjectNode) rule)
                                        .putArray("PrefixListIds")
                                        .addObject()
                                        .put("PrefixListId", "pl-1");
                            }
                        })));
        write(
                "ec2/GetManagedPrefixListEntries.json",
                "{\"pl-1\": {\"Entries\": [{\"Cidr\": \"0.0.0.0/1\"}, {\"Cidr\": \"128.0.0.0/1\"}]}}");

        // When
        UnitRead unit = read(STAGING);

        // Then
        assertThat(unit.calls()).containsEntry("ec2:GetManagedPrefixListEntries", 1L);
        assertThat(known(instance(unit, "legacy-php").directReach()).open())
                .extracting(OpenPath::text)
                .anySatisfy(text -> assertThat(text).contains("tcp 22 from 0.0.0.0/0"));
    }

    private UnitRead read(AccountId account) throws InterruptedException {
        return UnitRead.of(lab.enter(account), account, FRANKFURT, DemoLab.REGIONS);
    }

    private Ec2Instance instance(AccountId account, String name) throws InterruptedException {
        return instance(read(account), name);
    }

    private static Ec2Instance instance(UnitRead unit, String name) {
        return unit.resources().get(ResourceTypes.EC2_INSTANCE).stream()
                .filter(resource -> resource.name().equals(name))
                .map(resource -> (Ec2Instance) resource.document())
                .findFirst()
                .orElseThrow();
    }

    private static Reach known(Read<Reach> read) {
        return switch (read) {
            case Read.Known<Reach>(Reach reach) -> reach;
            case Read.Missing<Reach>(Unread why) -> throw new AssertionError(why);
        };
    }

    private Path file(String name) {
        return folder.resolve(STAGING.value()).resolve(FRANKFURT.value()).resolve(name);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(file(name), content);
    }

    private void edit(String name, Consumer<JsonNode> change) throws IOException {
        JsonNode answer = JSON.readTree(file(name).toFile());
        change.accept(answer);
        JSON.writeValue(file(name).toFile(), answer);
    }
}
