package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.checks.Document;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.sandbox.SandboxOptions;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.collect.UnitRead;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a collector hands over is what AWS says, member by member. */
class DocumentsTest {
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    /** One unit of one account: its files and what was read of them. */
    private record Read(AnswersOnDisk files, Region region, UnitRead unit) {
        List<Resource<?>> resources(String type) {
            ResourceType<?> of = ResourceTypes.named(type).orElseThrow();
            return unit.resources().getOrDefault(of, List.of());
        }
    }

    private static final List<Read> units = new ArrayList<>();

    @BeforeAll
    static void readTheDemoAccounts(@TempDir Path folder) throws Exception {
        SandboxOptions options =
                SandboxOptions.of(DemoLab.accounts(folder)).pageSize(2).clock(InstantSource.fixed(NOW));
        try (DemoLab lab = DemoLab.start(options, AwsTimeouts.DEFAULT)) {
            for (AccountId account : DemoLab.ACCOUNTS)
                for (Region region : Stream.concat(Stream.of(Region.GLOBAL), DemoLab.REGIONS.stream())
                        .toList())
                    units.add(new Read(
                            new AnswersOnDisk(folder.resolve(account.value()), NOW),
                            region,
                            UnitRead.of(lab.enter(account), account, region, DemoLab.REGIONS)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aws.ec2.vpc, ec2/DescribeVpcs, Vpcs, VpcId",
        "aws.ec2.subnet, ec2/DescribeSubnets, Subnets, SubnetId",
        "aws.ec2.security-group, ec2/DescribeSecurityGroups, SecurityGroups, GroupId",
        "aws.ec2.network-acl, ec2/DescribeNetworkAcls, NetworkAcls, NetworkAclId",
        "aws.ec2.address, ec2/DescribeAddresses, Addresses, PublicIp",
        "aws.ec2.volume, ec2/DescribeVolumes, Volumes, VolumeId",
        "aws.ec2.snapshot, ec2/DescribeSnapshots, Snapshots, SnapshotId",
        "aws.ec2.image, ec2/DescribeImages, Images, ImageId",
        "aws.ec2.instance, ec2/DescribeInstances, Instances, InstanceId",
        "aws.ec2.verified-access-instance, ec2/DescribeVerifiedAccessInstances, VerifiedAccessInstances, VerifiedAccessInstanceId",
        "aws.rds.db-instance, rds/DescribeDBInstances, DBInstances, DBInstanceIdentifier",
        "aws.rds.db-cluster, rds/DescribeDBClusters, DBClusters, DBClusterIdentifier",
        "aws.rds.db-snapshot, rds/DescribeDBSnapshots, DBSnapshots, DBSnapshotIdentifier",
        "aws.rds.db-cluster-snapshot, rds/DescribeDBClusterSnapshots, DBClusterSnapshots, DBClusterSnapshotIdentifier",
        "aws.elbv2.load-balancer, elbv2/DescribeLoadBalancers, LoadBalancers, LoadBalancerArn",
        "aws.lambda.function, lambda/ListFunctions, Functions, FunctionArn",
        "aws.kms.key, kms/DescribeKey, KeyMetadata, KeyId",
        "aws.s3.bucket, s3/ListBuckets, Buckets, Name",
        "aws.cloudtrail.trail, cloudtrail/DescribeTrails, trailList, TrailARN",
        "aws.iam.user, iam/ListUsers, Users, Arn",
        "aws.iam.policy, iam/ListPolicies, Policies, Arn"
    })
    void everyResourceIsWhatItsListSays(String type, String operation, String list, String id) {
        for (Read read : units) {
            if (read.region().isGlobal() != isGlobalType(type)) continue;
            // Given
            Map<Object, Object> told = new TreeMap<>();
            for (JsonNode item : read.files().of(read.region(), operation).findValues(list).stream()
                    .flatMap(items ->
                            items.isArray() ? StreamSupport.stream(items.spliterator(), false) : Stream.of(items))
                    // what others own and share is theirs to be judged
                    .filter(item -> isOwn(read.files(), item))
                    .toList())
                told.put(item.get(id).asText(), known(type, read.files().plain(item)));

            // When
            Map<Object, Object> handed = new TreeMap<>();
            for (Resource<?> resource : read.resources(type)) {
                Map<String, Object> own = awsOwn(Document.of(resource).members());
                // AWS's own policies, where they are in use, come with another list
                if (String.valueOf(own.get(id)).startsWith("arn:aws:iam::aws:")) continue;
                handed.put(own.get(id), AnswersOnDisk.plain((Object) own));
            }
            // AWS's own policies stand among the account's principals, not in the list of its policies
            handed.keySet().removeIf(each -> String.valueOf(each).startsWith("arn:aws:iam::aws:policy/"));

            // Then
            assertThat(handed)
                    .as("%s %s %s", read.files().account(), read.region(), type)
                    .isEqualTo(told);
        }
    }

    private static boolean isOwn(AnswersOnDisk files, JsonNode item) {
        String account = String.valueOf(files.account().getFileName());
        return item.path("OwnerId").asText(account).equals(account);
    }

    @Test
    void tagsAreThoseOfTheList() {
        for (Read read : units)
            for (String type : List.of("aws.ec2.vpc", "aws.ec2.instance", "aws.ec2.volume", "aws.ec2.security-group"))
                for (Resource<?> resource : read.resources(type)) {
                    // When
                    Map<String, String> told = new TreeMap<>();
                    for (Object tag : (List<?>) Document.of(resource).members().getOrDefault("Tags", List.of()))
                        told.put(
                                String.valueOf(((Map<?, ?>) tag).get("Key")),
                                String.valueOf(((Map<?, ?>) tag).get("Value")));

                    // Then
                    assertThat(resource.tags()).as(resource.arnOrId()).isEqualTo(told);
                }
    }

    @Test
    void aVpcHasTheFlowLogsThatAreMadeOfIt() {
        joined("aws.ec2.vpc", "flowLogs", (read, vpc) -> {
            List<Object> own = new ArrayList<>();
            for (JsonNode log :
                    read.files().of(read.region(), "ec2/DescribeFlowLogs").path("FlowLogs"))
                if (log.path("ResourceId").asText().equals(vpc.get("VpcId")))
                    own.add(read.files().plain(log));
            return own;
        });
    }

    @Test
    void aSnapshotSaysWhetherEveryoneMayCopyIt() {
        joined("aws.ec2.snapshot", "restorableByAll", (read, snapshot) -> {
            for (JsonNode permission : answer(read, "ec2/DescribeSnapshotAttribute", snapshot.get("SnapshotId"))
                    .path("CreateVolumePermissions"))
                if (permission.path("Group").asText().equals("all")) return true;
            return false;
        });
    }

    @Test
    void aDatabaseSnapshotHasWhoMayRestoreIt() {
        for (String kind : List.of("DBSnapshot", "DBClusterSnapshot"))
            joined(
                    kind.equals("DBSnapshot") ? "aws.rds.db-snapshot" : "aws.rds.db-cluster-snapshot",
                    "restoreAccounts",
                    (read, snapshot) -> read.files()
                            .plain(answer(
                                            read,
                                            "rds/Describe%sAttributes".formatted(kind),
                                            snapshot.get(kind + "Identifier"))
                                    .at("/%1$sAttributesResult/%1$sAttributes/0/AttributeValues".formatted(kind))));
    }

    @Test
    void anInstanceHasWhatSystemsManagerKnows() {
        joined("aws.ec2.instance", "ssm", (read, instance) -> {
            for (JsonNode one : read.files()
                    .of(read.region(), "ssm/DescribeInstanceInformation")
                    .path("InstanceInformationList"))
                if (one.path("InstanceId").asText().equals(instance.get("InstanceId")))
                    return read.files().plain(one);
            return "none";
        });
    }

    @Test
    void aBucketHasTheAccountsBlockBesideItsOwn() {
        joined(
                "aws.s3.bucket",
                "accountPublicAccessBlock",
                (read, bucket) -> orNone(read.files()
                        .plain(read.files()
                                .of(read.region(), "s3control/GetPublicAccessBlock")
                                .path("PublicAccessBlockConfiguration"))));
        joined(
                "aws.s3.bucket",
                "publicAccessBlock",
                (read, bucket) -> orNone(read.files()
                        .plain(answer(read, "s3/GetPublicAccessBlock", bucket.get("Name"))
                                .path("PublicAccessBlockConfiguration"))));
        joined(
                "aws.s3.bucket",
                "versioning",
                (read, bucket) -> read.files().plain(answer(read, "s3/GetBucketVersioning", bucket.get("Name"))));
        joined("aws.s3.bucket", "grants", (read, bucket) -> {
            JsonNode acl = answer(read, "s3/GetBucketAcl", bucket.get("Name"));
            return acl.isMissingNode() ? NOT_ON_DISK : read.files().plain(acl.path("Grants"));
        });
    }

    @Test
    void aLoadBalancerHasItsListenersAndItsFlattenedWebAcl() {
        joined("aws.elbv2.load-balancer", "listeners", (read, balancer) -> {
            List<Object> own = new ArrayList<>();
            for (JsonNode one :
                    read.files().of(read.region(), "elbv2/DescribeListeners").findValues("Listeners").stream()
                            .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                            .toList())
                if (one.path("LoadBalancerArn").asText().equals(balancer.get("LoadBalancerArn")))
                    own.add(read.files().plain(one));
            return own;
        });
        joined("aws.elbv2.load-balancer", "wafRules", (read, balancer) -> {
            List<Map.Entry<Integer, JsonNode>> rules = new ArrayList<>();
            for (JsonNode rule : answer(read, "wafv2/GetWebACLForResource", balancer.get("LoadBalancerArn"))
                    .at("/WebACL/Rules"))
                rules.add(Map.entry(rule.path("Priority").asInt(), rule));
            rules.sort(Map.Entry.comparingByKey());
            List<String> names = new ArrayList<>();
            for (var rule : rules) {
                JsonNode group = rule.getValue().at("/Statement/RuleGroupReferenceStatement/ARN");
                if (group.isMissingNode())
                    names.add(rule.getValue().path("Name").asText());
                else
                    answer(read, "wafv2/GetRuleGroup", group.asText())
                            .at("/RuleGroup/Rules")
                            .forEach(inner -> names.add(inner.path("Name").asText()));
            }
            return names;
        });
    }

    @Test
    void aFunctionHasTheUrlsOfItsAliasesToo() {
        joined(
                "aws.lambda.function",
                "urls",
                (read, function) -> read.files()
                        .plain(answer(read, "lambda/ListFunctionUrlConfigs", function.get("FunctionName"))
                                .path("FunctionUrlConfigs")));
    }

    @Test
    void aTrailHasItsStatusAndItsBucket() {
        joined(
                "aws.cloudtrail.trail",
                "status",
                (read, trail) -> read.files().plain(answer(read, "cloudtrail/GetTrailStatus", trail.get("TrailARN"))));
        for (Read read : units)
            for (Resource<?> trail : read.resources("aws.cloudtrail.trail")) {
                // When
                Map<String, Object> document = Document.of(trail).members();

                // Then
                Map<String, Object> bucket = read.resources("aws.s3.bucket").stream()
                        .filter(one -> one.name().equals(document.get("S3BucketName")))
                        .map(one -> Document.of(one).members())
                        .findFirst()
                        .orElseThrow();
                assertThat(document.get("bucket")).isEqualTo(bucket);
            }
    }

    @Test
    void aUserHasItsRowOfTheCredentialReport() {
        for (Read read : units) {
            Map<String, List<String>> rows = new TreeMap<>();
            for (JsonNode line :
                    read.files().of(Region.GLOBAL, "iam/GetCredentialReport").path("Content")) {
                List<String> row = List.of(line.asText().split(","));
                rows.put(row.get(1), row);
            }
            for (Resource<?> user : read.resources("aws.iam.user")) {
                // When
                Map<?, ?> credentials = (Map<?, ?>) Document.of(user).members().get("credentials");

                // Then
                List<String> row = rows.get(user.arnOrId());
                assertThat(credentials.get("passwordEnabled")).isEqualTo(Boolean.valueOf(row.get(3)));
                assertThat(credentials.get("mfaActive")).isEqualTo(Boolean.valueOf(row.get(7)));
                assertThat(((List<?>) credentials.get("accessKeys")))
                        .filteredOn(key -> Boolean.TRUE.equals(((Map<?, ?>) key).get("active")))
                        .hasSize((row.get(8).equals("true") ? 1 : 0)
                                + (row.get(13).equals("true") ? 1 : 0));
            }
        }
    }

    private static final Object NOT_ON_DISK = new Object();

    @FunctionalInterface
    private interface Told {
        @org.jspecify.annotations.Nullable
        Object of(Read read, Map<String, Object> document);
    }

    /** A component that was read is what the files say of it; wafRules by their names. */
    private static void joined(String type, String part, Told told) {
        int compared = 0;
        for (Read read : units)
            for (Resource<?> resource : read.resources(type)) {
                Map<String, Object> document = Document.of(resource).members();
                if (!document.containsKey(part)) {
                    assertThat(document.get("unread")).asString().contains(part).contains("NOT_SUPPORTED");
                    continue;
                }
                Object expected = told.of(read, document);
                if (expected == NOT_ON_DISK) continue;
                Object handed = AnswersOnDisk.plain(document.get(part));
                if (part.equals("wafRules"))
                    handed = ((List<?>) document.get(part))
                            .stream()
                                    .map(rule -> ((Map<?, ?>) rule).get("name"))
                                    .toList();
                assertThat(List.of().equals(handed) ? null : handed)
                        .as(
                                "%s of %s in %s",
                                part, resource.arnOrId(), read.files().account())
                        .isEqualTo(List.of().equals(expected) ? null : expected);
                compared++;
            }
        assertThat(compared).isPositive();
    }

    private static JsonNode answer(Read read, String operation, @org.jspecify.annotations.Nullable Object thing) {
        return read.files().of(read.region(), operation, String.valueOf(thing));
    }

    private static Object orNone(@org.jspecify.annotations.Nullable Object value) {
        return value == null ? "none" : value;
    }

    private static boolean isGlobalType(String type) {
        return Stream.of("aws.s3.", "aws.iam.", "aws.cloudtrail.").anyMatch(type::startsWith);
    }

    /** Without what a document never holds, or that another list tells. */
    private static Object known(String type, @org.jspecify.annotations.Nullable Object told) {
        Map<String, Object> known = new TreeMap<>();
        ((Map<?, ?>) java.util.Objects.requireNonNull(told))
                .forEach((name, value) -> known.put(String.valueOf(name), value));
        if (type.equals("aws.lambda.function")) known.remove("Environment");
        if (type.equals("aws.iam.user")) known.remove("PasswordLastUsed");
        return known;
    }

    private static Map<String, Object> awsOwn(Map<String, Object> document) {
        Map<String, Object> own = new LinkedHashMap<>(document);
        own.keySet().removeIf(name -> Character.isLowerCase(name.charAt(0)));
        return own;
    }
}
