package io.vigil.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Every operation that a collector calls, with every member of its answer set, through the SDK's own client. */
class RoundTripTest {
    private static final List<String> MARKS =
            List.of("NextToken", "nextToken", "Marker", "NextMarker", "ContinuationToken", "IsTruncated", "Truncated");

    private static final Map<String, AutoCloseable> CLIENTS = new HashMap<>();

    @TempDir
    static Path accounts;

    static Sandbox sandbox;
    static AwsCredentials session;
    static AccountFolder account;

    @BeforeAll
    static void start() throws IOException {
        account = AccountFolder.trusting(accounts, Clients.EXTERNAL_ID);
        sandbox = Sandbox.start(accounts);
        session = Clients.session(sandbox.uri());
    }

    @AfterAll
    static void stop() throws Exception {
        for (var client : CLIENTS.values()) {
            client.close();
        }
        sandbox.close();
    }

    static List<String> operations() {
        return Arrays.stream("""
                account GetAlternateContact ListRegions
                amplify ListApps
                ec2 DescribeRegions DescribeSecurityGroups DescribeNetworkAcls DescribeVpcs DescribeSubnets DescribeFlowLogs
                ec2 DescribeInstances DescribeAddresses DescribeVolumes DescribeSnapshots DescribeSnapshotAttribute DescribeImages
                ec2 GetEbsEncryptionByDefault DescribeRouteTables DescribeInternetGateways DescribeNetworkInterfaces
                ec2 GetSnapshotBlockPublicAccessState DescribeLaunchTemplateVersions
                ec2 DescribeVerifiedAccessInstances DescribeVerifiedAccessEndpoints
                iam GetAccountSummary GenerateCredentialReport GetCredentialReport GetAccountPasswordPolicy
                iam GetAccountAuthorizationDetails ListVirtualMFADevices ListUsers ListAccessKeys ListPolicies GetPolicyVersion
                cloudtrail DescribeTrails GetTrailStatus GetEventSelectors
                config DescribeConfigurationRecorders DescribeConfigurationRecorderStatus DescribeDeliveryChannels
                guardduty ListDetectors GetDetector
                securityhub DescribeHub GetEnabledStandards
                accessanalyzer ListAnalyzers
                s3 ListBuckets GetBucketLocation GetBucketPolicy GetBucketPolicyStatus GetBucketAcl GetPublicAccessBlock
                s3 GetBucketVersioning GetBucketEncryption GetBucketLogging GetBucketLifecycleConfiguration
                s3control GetPublicAccessBlock
                kms ListKeys DescribeKey GetKeyRotationStatus GetKeyPolicy
                rds DescribeDBInstances DescribeDBClusters DescribeDBSnapshots DescribeDBSnapshotAttributes
                elbv2 DescribeLoadBalancers DescribeListeners DescribeLoadBalancerAttributes
                wafv2 ListWebACLs GetWebACL GetWebACLForResource ListResourcesForWebACL GetRuleGroup DescribeManagedRuleGroup
                wafv2 GetLoggingConfiguration
                shield GetSubscriptionState DescribeSubscription ListProtections
                lambda ListFunctions ListAliases ListFunctionUrlConfigs GetPolicy
                ssm DescribeInstanceInformation
                logs DescribeLogGroups
                """.split("\n"))
                .flatMap(line -> {
                    var words = line.trim().split(" ");
                    return Arrays.stream(words).skip(1).map(name -> words[0] + " " + name);
                })
                .toList();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void whatAFileSaysIsWhatTheSdkReads(String serviceAndOperation) throws Exception {
        // Given
        var words = serviceAndOperation.split(" ");
        var service = AwsServices.onClassPath().inFolder(words[0]).orElseThrow();
        var operation = service.operation(words[1]).orElseThrow();
        var model = service.packageName() + ".model." + javaName(operation);
        var expected = new Populated(words[0].equals("iam")).response(builder(model + "Response"), MARKS);
        account.write(
                "global/%s/%s.json".formatted(words[0], words[1]),
                expected.json().toPrettyString());

        // When
        var read = call(service, operation, request(model));

        // Then
        var fresh = new ArrayList<String>();
        ((SdkPojo) expected.value()).sdkFields().forEach(field -> compare(field, expected.value(), read, fresh));
        assertThat(fresh).isEmpty();
    }

    private static void compare(SdkField<?> field, Object expected, Object read, List<String> differences) {
        var wanted = field.getValueOrDefault(expected);
        var got = field.getValueOrDefault(read);
        if (!MARKS.contains(field.memberName()) && wanted != null && !wanted.equals(got)) {
            differences.add(field.memberName() + ": wrote " + wanted + ", read " + got);
        }
    }

    private static String javaName(AwsOperation operation) throws IOException {
        var folder = operation.service().packageName().replace('.', '/') + "/model/";
        var wanted = folder + operation.name() + "Request.class";
        return ClassPathEntries.below(folder).stream()
                .filter(entry -> entry.equalsIgnoreCase(wanted))
                .map(entry -> entry.substring(folder.length(), entry.length() - "Request.class".length()))
                .findFirst()
                .orElseThrow();
    }

    private static SdkPojo builder(String className) throws ReflectiveOperationException {
        return (SdkPojo) Class.forName(className).getMethod("builder").invoke(null);
    }

    /** A request with the arguments that the SDK refuses to do without. */
    private static Object request(String model) throws ReflectiveOperationException {
        var request = builder(model + "Request");
        for (var field : request.sdkFields()) {
            if (field.memberName().equals("AccountId")) {
                field.set(request, Clients.ACCOUNT);
            } else if (field.location() == software.amazon.awssdk.core.protocol.MarshallLocation.PATH) {
                field.set(request, "some-name");
            }
        }
        return ((SdkBuilder<?, ?>) request).build();
    }

    private static Object call(AwsService service, AwsOperation operation, Object request) throws Exception {
        var client = CLIENTS.computeIfAbsent(service.folder(), folder -> client(service));
        var name = operation.name().toLowerCase(Locale.ROOT);
        var method = Arrays.stream(client.getClass().getMethods())
                .filter(candidate ->
                        candidate.getName().toLowerCase(Locale.ROOT).equals(name)
                                && candidate.getParameterCount() == 1
                                && candidate.getParameterTypes()[0].isInstance(request))
                .findFirst()
                .orElseThrow();
        method.setAccessible(true);
        try {
            return method.invoke(client, request);
        } catch (InvocationTargetException e) {
            throw (Exception) e.getCause();
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static AutoCloseable client(AwsService service) {
        try {
            var type = ClassPathEntries.below(service.packageName().replace('.', '/') + "/").stream()
                    .filter(entry -> entry.matches(".*/Default\\w+Client\\.class") && !entry.contains("Async"))
                    .map(entry -> entry.replaceAll(".*/Default(\\w+)\\.class", "$1"))
                    .findFirst()
                    .orElseThrow();
            var builder = (AwsSyncClientBuilder) Class.forName(service.packageName() + "." + type)
                    .getMethod("builder")
                    .invoke(null);
            return (AutoCloseable) Clients.client(
                    (AwsSyncClientBuilder & AwsClientBuilder) builder, sandbox.uri(), session, "us-east-1");
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException(service.folder(), e);
        }
    }
}
