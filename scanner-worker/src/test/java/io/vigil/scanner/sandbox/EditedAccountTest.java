package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.checks.Document;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.UnitRead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What AWS shows seldom, in a copy of a demo account. */
class EditedAccountTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AccountId ACCOUNT = new AccountId(DemoAccounts.PRODUCTION);
    private static final Region FRANKFURT = new Region("eu-central-1");
    private static final String STRANGER = "555566667777";

    @TempDir
    static Path folder;

    private static DemoLab lab;
    private static AwsSession session;

    @BeforeAll
    static void enter() throws Exception {
        lab = DemoLab.start(DemoLab.accounts(folder), AwsTimeouts.DEFAULT);
        session = lab.enter(ACCOUNT);
    }

    @AfterAll
    static void leave() {
        lab.close();
    }

    @BeforeEach
    void copyAgain() throws IOException {
        lab.sandbox.calls().clear();
        try (Stream<Path> files = Files.walk(folder.resolve(ACCOUNT.value()))) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        DemoLab.accounts(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "aws.ec2.vpc, DescribeVpcs, Vpcs",
        "aws.ec2.subnet, DescribeSubnets, Subnets",
        "aws.ec2.security-group, DescribeSecurityGroups, SecurityGroups",
        "aws.ec2.network-acl, DescribeNetworkAcls, NetworkAcls",
        "aws.ec2.image, DescribeImages, Images",
        "aws.ec2.snapshot, DescribeSnapshots, Snapshots"
    })
    void leavesWhatOthersShareToTheirAccount(String type, String operation, String list) throws Exception {
        // Given
        ResourceType<?> of = ResourceTypes.named(type).orElseThrow();
        int all = read(FRANKFURT).count(of);
        edit(
                "eu-central-1/ec2/" + operation + ".json",
                answer -> ((ObjectNode) answer.get(list).get(0)).put("OwnerId", STRANGER));

        // When
        UnitRead unit = read(FRANKFURT);

        // Then
        assertThat(unit.count(of)).isEqualTo(all - 1);
        assertThat(unit.ends().get(of)).isEqualTo(ListEnd.REACHED);
    }

    @ParameterizedTest
    @CsvSource({
        "aws.ec2.snapshot, eu-central-1/ec2/DescribeSnapshotAttribute, InvalidSnapshot.NotFound",
        "aws.rds.db-snapshot, eu-central-1/rds/DescribeDBSnapshotAttributes, DBSnapshotNotFound",
        "aws.rds.db-cluster-snapshot, eu-central-1/rds/DescribeDBClusterSnapshotAttributes, DBClusterSnapshotNotFoundFault",
        "aws.kms.key, eu-central-1/kms/DescribeKey, NotFoundException",
        "aws.s3.access-point, eu-central-1/s3control/GetAccessPoint, NoSuchAccessPoint",
        "aws.s3.bucket, global/s3/GetBucketAcl, NoSuchBucket",
        "aws.s3.bucket, global/s3/GetBucketLocation, NoSuchBucket",
        "aws.ssm.document, eu-central-1/ssm/GetDocument, InvalidDocument",
        "aws.cloudtrail.trail, global/cloudtrail/GetTrailStatus, TrailNotFoundException"
    })
    void leavesOutWhatVanishedSinceItsListWasRead(String type, String file, String code) throws Exception {
        // Given
        Region region = file.startsWith("global") ? Region.GLOBAL : FRANKFURT;
        ResourceType<?> of = ResourceTypes.named(type).orElseThrow();
        int all = read(region).count(of);
        Files.writeString(
                path(file + ".json"), "{\"Error\": {\"Code\": \"%s\", \"Message\": \"It is gone.\"}}".formatted(code));

        // When
        UnitRead unit = read(region);

        // Then
        assertThat(all).isPositive();
        assertThat(unit.count(of)).isZero();
        assertThat(unit.ends().get(of)).isEqualTo(ListEnd.REACHED);
    }

    @ParameterizedTest
    @CsvSource({
        "aws.account, passwordPolicy, global/iam/GetAccountPasswordPolicy",
        "aws.kms.key, policy, eu-central-1/kms/GetKeyPolicy",
        "aws.lambda.function, policy, eu-central-1/lambda/GetPolicy",
        "aws.s3.access-point, publicAccessBlock, eu-central-1/s3control/GetAccessPoint",
        "aws.ssm.document, secretTraces, eu-central-1/ssm/GetDocument",
        "aws.ssm.region-settings, sessions, eu-central-1/ssm/GetDocument",
        "aws.ssm.region-settings, publicSharing, eu-central-1/ssm/GetServiceSetting",
        "aws.rds.db-snapshot, restoreAccounts, eu-central-1/rds/DescribeDBSnapshotAttributes",
        "aws.rds.db-cluster-snapshot, restoreAccounts, eu-central-1/rds/DescribeDBClusterSnapshotAttributes",
        "aws.elbv2.load-balancer, wafRules, eu-central-1/wafv2/GetRuleGroup",
        "aws.iam.user, credentials, global/iam/GetCredentialReport"
    })
    void takesHalfAnAnswerForNone(String type, String part, String file) throws Exception {
        // Given
        Files.writeString(path(file + ".json"), "{\"*\": {}}");

        // When
        UnitRead unit = read(file.startsWith("global") ? Region.GLOBAL : FRANKFURT);

        // Then
        String operation = file.substring(file.indexOf('/') + 1).replace('/', ':');
        assertThat(documents(unit, type))
                .anySatisfy(document -> assertThat(document.get("unread"))
                        .asInstanceOf(InstanceOfAssertFactories.MAP)
                        .extractingByKey(part)
                        .isEqualTo(Map.of(
                                "reason",
                                "MALFORMED",
                                "operation",
                                operation,
                                "detail",
                                "the answer to %s lacks its part".formatted(operation))));
    }

    @Test
    void readsThePoliciesOfAliasesAndOfTheVersionsBehindThem() throws Exception {
        // Given
        edit(
                "eu-central-1/lambda/ListAliases.json",
                answer -> ((ObjectNode) answer.at("/invoice/Aliases/0"))
                        .putObject("RoutingConfig")
                        .putObject("AdditionalVersionWeights")
                        .put("32", 0.1));
        edit("eu-central-1/lambda/GetPolicy.json", answer -> {
            JsonNode everyone = answer.get("webhook").deepCopy();
            ((ObjectNode) answer).set("invoice:32", everyone);
        });

        // When
        List<Map<String, Object>> functions = documents(read(FRANKFURT), "aws.lambda.function");

        // Then
        assertThat(functions)
                .filteredOn(function -> "invoice".equals(function.get("FunctionName")))
                .singleElement()
                .extracting("qualified")
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .extracting(
                        each -> ((Map<?, ?>) each).get("qualifier"),
                        each -> ((Map<?, ?>) each).get("policy") instanceof Map<?, ?> policy
                                ? policy.get("isPublic")
                                : ((Map<?, ?>) each).get("policy"))
                .containsExactly(tuple("live", "none"), tuple("31", false), tuple("32", true));
    }

    @Test
    void knowsBucketsWithoutALocationToBeInVirginia() throws Exception {
        // Given
        edit("global/s3/GetBucketLocation.json", answer -> {
            ((ObjectNode) answer.get("acme-prod-us-cdn")).putNull("LocationConstraint");
            ((ObjectNode) answer.get("acme-prod-exports")).put("LocationConstraint", "EU");
        });

        // When
        UnitRead unit = read(Region.GLOBAL);

        // Then
        assertThat(unit.resources().get(ResourceTypes.S3_BUCKET))
                .filteredOn(bucket ->
                        List.of("acme-prod-us-cdn", "acme-prod-exports").contains(bucket.name()))
                .extracting(Resource::name, Resource::region)
                .containsExactlyInAnyOrder(
                        tuple("acme-prod-us-cdn", new Region("us-east-1")),
                        tuple("acme-prod-exports", new Region("eu-west-1")));
    }

    @Test
    void judgesATrailInTheAccountThatOwnsItOnly() throws Exception {
        // Given
        edit("global/cloudtrail/DescribeTrails.json", answer -> {
            ObjectNode ofTheOrganization = answer.get("trailList").get(0).deepCopy();
            ofTheOrganization.put("Name", "organization").put("IsOrganizationTrail", true);
            ofTheOrganization.put(
                    "TrailARN", "arn:aws:cloudtrail:eu-central-1:%s:trail/organization".formatted(STRANGER));
            ((ArrayNode) answer.get("trailList")).add(ofTheOrganization);
        });

        // When
        UnitRead unit = read(Region.GLOBAL);

        // Then
        assertThat(unit.resources().get(ResourceTypes.CLOUDTRAIL_TRAIL))
                .extracting(Resource::name)
                .doesNotContain("organization")
                .isNotEmpty();
        assertThat(documents(unit, "aws.account").getFirst().toString()).contains("trail/organization");
    }

    @Test
    void showsNoTerminatedInstance() throws Exception {
        // Given
        int all = read(FRANKFURT).count(ResourceTypes.EC2_INSTANCE);
        edit(
                "eu-central-1/ec2/DescribeInstances.json",
                answer -> ((ObjectNode) answer.at("/Reservations/0/Instances/0/State"))
                        .put("Name", "terminated")
                        .put("Code", 48));

        // When
        UnitRead unit = read(FRANKFURT);

        // Then
        assertThat(unit.count(ResourceTypes.EC2_INSTANCE)).isEqualTo(all - 1);
    }

    @ParameterizedTest
    @CsvSource({"KeyState, PendingDeletion", "Origin, EXTERNAL", "KeySpec, RSA_2048", "KeyManager, AWS"})
    void asksNoKeyHowItRotatesThatCannot(String member, String word) throws Exception {
        // Given
        edit(
                "eu-central-1/kms/DescribeKey.json",
                answer -> answer.forEach(key -> ((ObjectNode) key.get("KeyMetadata")).put(member, word)));

        // When
        UnitRead unit = read(FRANKFURT);

        // Then
        assertThat(unit.count(ResourceTypes.KMS_KEY)).isPositive();
        assertThat(unit.calls()).doesNotContainKey("kms:GetKeyRotationStatus");
    }

    @ParameterizedTest
    @CsvSource({
        "*, true, true",
        "*, false, false",
        "arn:aws:rds:*:*:db:*, false, true",
        "arn:aws:rds:*:*:cluster:*, false, false",
        "arn:aws:ec2:*:*:volume/*, true, false"
    })
    void asksTheRegionWhetherATypeThatAPlanSelectsIsBackedUp(String resources, boolean optedIn, boolean backedUp)
            throws Exception {
        // Given
        edit(
                "eu-central-1/backup/GetBackupSelection.json",
                answer -> answer.forEach(selection -> {
                    ObjectNode own = (ObjectNode) selection.get("BackupSelection");
                    own.putArray("Resources").add(resources);
                    own.putArray("ListOfTags");
                }));
        Files.writeString(path("eu-central-1/backup/DescribeRegionSettings.json"), """
                {"ResourceTypeOptInPreference": {"RDS": %s, "Aurora": %s}}""".formatted(optedIn, optedIn));

        // When
        UnitRead unit = read(FRANKFURT);

        // Then
        String type = resources.contains("cluster") ? "aws.rds.db-cluster" : "aws.rds.db-instance";
        assertThat(documents(unit, type))
                .filteredOn(database -> Set.of("wordpress", "analytics")
                        .contains(database.getOrDefault("DBInstanceIdentifier", database.get("DBClusterIdentifier"))))
                .extracting("backupPlans")
                .containsExactly(backedUp ? List.of("daily") : List.of());
    }

    @Test
    void waitsUntilIamHasWrittenTheCredentialReport() throws Exception {
        // Given
        Path report = path("global/iam/GetCredentialReport.json");
        String written = Files.readString(report);
        Files.writeString(
                report, "{\"Error\": {\"Code\": \"ReportNotPresent\", \"Message\": \"Not yet.\", \"Status\": 410}}");

        // When
        Thread iam = Thread.startVirtualThread(() -> {
            Awaitility.await().until(() -> lab.sandbox.calls().of("iam", "GetCredentialReport") > 0);
            write(report, written);
        });
        UnitRead unit = read(Region.GLOBAL);
        iam.join();

        // Then
        assertThat(unit.calls()).containsEntry("iam:GenerateCredentialReport", 1L);
        assertThat(unit.calls().get("iam:GetCredentialReport")).isGreaterThan(1);
        assertThat(documents(unit, "aws.iam.user"))
                .isNotEmpty()
                .allSatisfy(user -> assertThat(user).containsKey("credentials"));
    }

    private static UnitRead read(Region region) throws InterruptedException {
        return UnitRead.of(session, ACCOUNT, region, DemoLab.REGIONS);
    }

    private static List<Map<String, Object>> documents(UnitRead unit, String type) {
        return unit.resources().get(ResourceTypes.named(type).orElseThrow()).stream()
                .map(resource -> Document.of(resource).members())
                .toList();
    }

    private Path path(String file) {
        return folder.resolve(ACCOUNT.value()).resolve(file);
    }

    private void edit(String file, Consumer<JsonNode> change) throws IOException {
        JsonNode answer = JSON.readTree(path(file).toFile());
        change.accept(answer);
        JSON.writeValue(path(file).toFile(), answer);
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
