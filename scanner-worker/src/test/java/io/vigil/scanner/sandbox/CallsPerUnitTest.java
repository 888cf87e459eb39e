package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.account.AccountDetector;
import io.vigil.checks.aws.account.AwsAccount;
import io.vigil.checks.aws.account.ServiceControlPolicy;
import io.vigil.checks.aws.ec2.EbsSnapshot;
import io.vigil.checks.aws.kms.KmsKey;
import io.vigil.checks.aws.lambda.LambdaFunction;
import io.vigil.checks.aws.lambda.QualifiedPolicy;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.collect.UnitRead;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every operation is sent as often as it must be and no more, whoever needs its answer. */
class CallsPerUnitTest {
    @TempDir
    Path folder;

    @Test
    void aRegionCostsOneCallAListAndWhatEachResourceNeeds() throws Exception {
        try (DemoLab lab = DemoLab.start(DemoLab.accounts(folder), AwsTimeouts.DEFAULT)) {
            for (AccountId account : DemoLab.ACCOUNTS)
                for (Region region : DemoLab.REGIONS) {
                    // When
                    UnitRead unit = UnitRead.of(lab.enter(account), account, region, DemoLab.REGIONS);

                    // Then
                    assertThat(unit.calls())
                            .as("%s %s", account, region)
                            .containsExactlyInAnyOrderEntriesOf(ofRegion(unit));
                }
        }
    }

    @Test
    void theAccountCostsOneCallAFactOfARegionAndWhatEachResourceNeeds() throws Exception {
        try (DemoLab lab = DemoLab.start(DemoLab.accounts(folder), AwsTimeouts.DEFAULT)) {
            for (AccountId account : DemoLab.ACCOUNTS) {
                // When
                UnitRead unit = UnitRead.of(lab.enter(account), account, Region.GLOBAL, DemoLab.REGIONS);

                // Then
                assertThat(unit.calls()).as("%s", account).containsExactlyInAnyOrderEntriesOf(ofAccount(unit));
            }
        }
    }

    private static Map<String, Long> ofRegion(UnitRead unit) {
        Calls calls = new Calls();
        WatcherCalls.ofRegion(unit).forEach(calls::add);
        for (String list : List.of(
                "acm:ListCertificates",
                "amplify:ListApps",
                "apigateway:GetRestApis",
                "apigatewayv2:GetApis",
                "apprunner:ListServices",
                "appsync:ListGraphqlApis",
                "cognito-identity:ListIdentityPools",
                "cognito-idp:ListUserPools",
                "ec2:DescribeAddresses",
                "ec2:DescribeFlowLogs",
                "ec2:DescribeImages",
                "ec2:DescribeInstances",
                "ec2:DescribeNetworkAcls",
                "ec2:DescribeSecurityGroups",
                "ec2:DescribeSubnets",
                "ec2:DescribeVerifiedAccessInstances",
                "ec2:DescribeVolumes",
                "ec2:DescribeVpcs",
                "ec2:GetEbsEncryptionByDefault",
                "elasticloadbalancing:DescribeLoadBalancers",
                "elb:DescribeLoadBalancers",
                "kms:ListKeys",
                "lambda:ListFunctions",
                "rds:DescribeDBClusterSnapshots",
                "rds:DescribeDBClusters",
                "rds:DescribeDBInstances",
                "rds:DescribeDBSnapshots",
                "ssm:DescribeInstanceInformation",
                "waf-regional:ListWebACLs",
                "wafv2:ListWebACLs")) calls.add(list, 1);
        calls.add("ec2:DescribeSnapshots", 2);
        calls.add("ec2:DescribeSnapshotAttribute", everyones(unit));
        calls.add("kms:DescribeKey", unit.count(ResourceTypes.KMS_KEY));
        calls.add("kms:GetKeyRotationStatus", rotating(unit));
        long functions = unit.count(ResourceTypes.LAMBDA_FUNCTION);
        calls.add("lambda:ListAliases", functions);
        calls.add("lambda:ListFunctionUrlConfigs", functions);
        calls.add("lambda:GetPolicy", functions + qualifiers(unit));
        calls.add("rds:DescribeDBClusterSnapshotAttributes", unit.count(ResourceTypes.RDS_DB_CLUSTER_SNAPSHOT));
        calls.add("rds:DescribeDBSnapshotAttributes", unit.count(ResourceTypes.RDS_DB_SNAPSHOT));
        FrontCalls.ofRegion(unit, calls::add);
        NetworkCalls.ofRegion(unit, calls::add);
        DataServiceCalls.of(unit).forEach(calls::add);
        StoredDataCalls.ofRegion(unit).forEach(calls::add);
        VpcCalls.ofRegion(unit).forEach(calls::add);
        return calls.byOperation;
    }

    private static long everyones(UnitRead unit) {
        return unit.resources().getOrDefault(ResourceTypes.EC2_SNAPSHOT, List.of()).stream()
                .filter(snapshot -> snapshot.document() instanceof EbsSnapshot ebs
                        && ebs.restorableByAll().equals(Read.known(true)))
                .count();
    }

    /** Aliases, and the versions behind them. */
    private static long qualifiers(UnitRead unit) {
        return unit.resources().getOrDefault(ResourceTypes.LAMBDA_FUNCTION, List.of()).stream()
                .map(Resource::document)
                .map(LambdaFunction.class::cast)
                .mapToLong(function ->
                        function.qualified() instanceof Read.Known<List<QualifiedPolicy>>(var known) ? known.size() : 0)
                .sum();
    }

    private static Map<String, Long> ofAccount(UnitRead unit) {
        Calls calls = new Calls();
        for (String once : List.of(
                "account:GetAlternateContact",
                "account:GetContactInformation",
                "account:ListRegions",
                "iam:GenerateCredentialReport",
                "iam:GetAccountAuthorizationDetails",
                "iam:GetAccountPasswordPolicy",
                "iam:GetAccountSummary",
                "iam:GetCredentialReport",
                "iam:ListSAMLProviders",
                "iam:ListServerCertificates",
                "iam:ListVirtualMFADevices",
                "organizations:DescribeOrganization",
                "s3:ListBuckets",
                "s3control:GetPublicAccessBlock",
                "cloudfront:ListDistributions",
                "logs:DescribeDeliveries",
                "logs:DescribeDeliverySources",
                "route53:ListHostedZones",
                "route53:ListQueryLoggingConfigs",
                "waf:ListWebACLs",
                "wafv2:ListWebACLs",
                "shield:GetSubscriptionState",
                "sts:GetCallerIdentity")) calls.add(once, 1);
        organization(unit, calls);
        WatcherCalls.ofAccount(unit).forEach(calls::add);
        StoredDataCalls.ofAccount(unit).forEach(calls::add);
        for (String perRegion : List.of(
                "accessanalyzer:ListAnalyzers",
                "config:DescribeConfigurationAggregators",
                "cloudtrail:DescribeTrails",
                "config:DescribeConfigurationRecorderStatus",
                "config:DescribeConfigurationRecorders",
                "guardduty:ListDetectors",
                "securityhub:DescribeHub",
                "sso-admin:ListInstances")) calls.add(perRegion, DemoLab.REGIONS.size());
        long trails = unit.count(ResourceTypes.CLOUDTRAIL_TRAIL);
        calls.add("cloudtrail:GetEventSelectors", trails);
        calls.add("cloudtrail:GetTrailStatus", trails);
        calls.add("guardduty:GetDetector", detectors(unit));
        long buckets = unit.count(ResourceTypes.S3_BUCKET);
        for (String perBucket :
                List.of("s3:GetBucketAcl", "s3:GetBucketPolicy", "s3:GetBucketVersioning", "s3:GetPublicAccessBlock"))
            calls.add(perBucket, buckets);
        long foreign = FrontCalls.foreignBuckets(unit) + VpcCalls.foreignBuckets(unit);
        calls.add("s3:GetBucketLocation", unit.calls().getOrDefault("s3:GetBucketLocation", 0L));
        assertThat(unit.calls().getOrDefault("s3:GetBucketLocation", 0L)).isIn(foreign, buckets + foreign);
        FrontCalls.ofAccount(unit, calls::add);
        VpcCalls.ofAccount(unit).forEach(calls::add);
        return calls.byOperation;
    }

    /** Only the management account may ask. */
    private static void organization(UnitRead unit, Calls calls) {
        AwsAccount account = (AwsAccount)
                unit.resources().get(ResourceTypes.ACCOUNT).getFirst().document();
        if (!(account.organization().serviceControlPolicies()
                instanceof Read.Known<Optional<List<ServiceControlPolicy>>>(var known)))
            throw new AssertionError(account);
        if (known.isEmpty()) return;
        for (String once : List.of(
                "iam:ListOrganizationsFeatures",
                "organizations:ListDelegatedAdministrators",
                "organizations:ListPolicies")) calls.add(once, 1);
        calls.add("organizations:DescribePolicy", known.get().size());
        calls.add("organizations:ListTargetsForPolicy", known.get().size());
    }

    private static long rotating(UnitRead unit) {
        return documents(
                unit,
                KmsKey.class,
                key -> key.key().keyManagerAsString().equals("CUSTOMER")
                        && key.key().keyStateAsString().equals("Enabled")
                        && key.key().keySpecAsString().equals("SYMMETRIC_DEFAULT")
                        && key.key().originAsString().equals("AWS_KMS"));
    }

    private static long detectors(UnitRead unit) {
        return unit.resources().get(ResourceTypes.ACCOUNT).stream()
                .map(Resource::document)
                .map(AwsAccount.class::cast)
                .flatMap(account -> account.regions().stream())
                .mapToLong(region ->
                        region.detectors() instanceof Read.Known<List<AccountDetector>>(var known) ? known.size() : 0)
                .sum();
    }

    private static <R> long documents(UnitRead unit, Class<R> type, Predicate<R> wanted) {
        return unit.resources().values().stream()
                .flatMap(List::stream)
                .map(Resource::document)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(wanted)
                .count();
    }

    private static final class Calls {
        final Map<String, Long> byOperation = new TreeMap<>();

        void add(String operation, long times) {
            if (times > 0) byOperation.merge(operation, times, Long::sum);
        }
    }
}
