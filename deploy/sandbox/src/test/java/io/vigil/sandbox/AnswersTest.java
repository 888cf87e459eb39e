package io.vigil.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.InvalidMarkerException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.InvalidAccessException;

class AnswersTest {
    @TempDir
    Path accounts;

    AccountFolder account;
    Sandbox sandbox;
    AwsCredentials session;
    Ec2Client ec2;

    @BeforeEach
    void start() throws IOException {
        account = AccountFolder.trusting(accounts, Clients.EXTERNAL_ID);
        sandbox = Sandbox.start(SandboxOptions.of(accounts).pageSize(4));
        session = Clients.session(sandbox.uri());
        ec2 = Clients.client(Ec2Client.builder(), sandbox.uri(), session, "eu-central-1");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private static String list(String name, int count, String item) {
        return IntStream.range(0, count)
                .mapToObj(i -> item.replace("#", Integer.toString(i)))
                .collect(Collectors.joining(",", "{\"" + name + "\": [", "]}"));
    }

    @Test
    void pagesAreSmallAndCompleteWhateverTheProtocolCallsItsTokens() throws IOException {
        // Given
        account.write("eu-central-1/ec2/DescribeVpcs.json", list("Vpcs", 10, "{\"VpcId\": \"vpc-#\"}"));
        account.write("global/iam/ListUsers.json", list("Users", 10, "{\"UserName\": \"u#\"}"));
        account.write("eu-central-1/kms/ListKeys.json", list("Keys", 10, "{\"KeyId\": \"k#\"}"));
        account.write("eu-central-1/lambda/ListFunctions.json", list("Functions", 10, "{\"FunctionName\": \"f#\"}"));
        var iam = Clients.client(IamClient.builder(), sandbox.uri(), session, "us-east-1");
        var kms = Clients.client(KmsClient.builder(), sandbox.uri(), session, "eu-central-1");
        var lambda = Clients.client(LambdaClient.builder(), sandbox.uri(), session, "eu-central-1");

        // When
        var firstPage = ec2.describeVpcs();
        var asked = ec2.describeVpcs(request -> request.maxResults(3));

        // Then
        assertThat(firstPage.vpcs()).hasSize(4);
        assertThat(asked.vpcs()).hasSize(3);
        assertThat(ec2.describeVpcsPaginator().vpcs().stream().toList())
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(iam.listUsersPaginator().users().stream().toList())
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(kms.listKeysPaginator().keys().stream().toList()).hasSize(10).doesNotHaveDuplicates();
        assertThat(lambda.listFunctionsPaginator().functions().stream().toList())
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(sandbox.calls().of("kms", "ListKeys")).isEqualTo(3);
    }

    @Test
    void whatHasAQualifierIsAnotherThing() throws IOException {
        // Given
        account.write("eu-central-1/lambda/GetPolicy.json", """
                {"f": {"Policy": {"Id": "own"}}, "f:live": {"Policy": {"Id": "alias"}}}""");
        var lambda = Clients.client(LambdaClient.builder(), sandbox.uri(), session, "eu-central-1");

        // When // Then
        assertThat(lambda.getPolicy(r -> r.functionName("f")).policy()).contains("own");
        assertThat(lambda.getPolicy(r -> r.functionName("f").qualifier("live")).policy())
                .contains("alias");
        assertThatThrownBy(() -> lambda.getPolicy(r -> r.functionName("f").qualifier("beta")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void severalListsOfOneAnswerArePagedAsOne() throws IOException {
        // Given
        account.write("global/iam/GetAccountAuthorizationDetails.json", """
                {"UserDetailList": [{"UserName": "a"}, {"UserName": "b"}, {"UserName": "c"}], "GroupDetailList": [{"GroupName": "g"}],
                 "RoleDetailList": [{"RoleName": "r"}, {"RoleName": "s"}], "Policies": [{"PolicyName": "p"}]}""");
        var iam = Clients.client(IamClient.builder(), sandbox.uri(), session, "us-east-1");

        // When
        var pages = iam.getAccountAuthorizationDetailsPaginator().stream().toList();

        // Then
        assertThat(pages).hasSize(2);
        assertThat(pages.getFirst().isTruncated()).isTrue();
        assertThat(pages.stream().flatMap(page -> page.userDetailList().stream()))
                .hasSize(3);
        assertThat(pages.stream().flatMap(page -> page.roleDetailList().stream()))
                .hasSize(2);
        assertThat(pages.getLast().policies()).hasSize(1);
    }

    @Test
    void refusesATokenThatItNeverGaveOutForThisOperation() throws IOException {
        // Given
        account.write("eu-central-1/ec2/DescribeVpcs.json", list("Vpcs", 10, "{\"VpcId\": \"vpc-#\"}"));
        var token = ec2.describeVpcs().nextToken();
        var kms = Clients.client(KmsClient.builder(), sandbox.uri(), session, "eu-central-1");

        // When
        var forged = catchThrowableOfType(Ec2Exception.class, () -> ec2.describeVpcs(r -> r.nextToken("NA")));
        var foreign = catchThrowableOfType(Ec2Exception.class, () -> ec2.describeSubnets(r -> r.nextToken(token)));

        // Then
        assertThat(forged.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
        assertThat(foreign.awsErrorDetails().errorCode()).isEqualTo("InvalidParameterValue");
        assertThatThrownBy(() -> kms.listKeys(r -> r.marker(token))).isInstanceOf(InvalidMarkerException.class);
    }

    @Test
    void refusesWhatItDoesNotServeInsteadOfAnEmptySuccess() {
        // Given
        var iam = Clients.client(IamClient.builder(), sandbox.uri(), session, "us-east-1");

        // When
        var refusal = catchThrowableOfType(IamException.class, iam::getAccountSummary);

        // Then
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidAction");
        assertThat(refusal.awsErrorDetails().errorMessage()).contains("iam/GetAccountSummary.json", "111122223333");
    }

    @Test
    void namesTheFileAndThePlaceOfAMistake() throws IOException {
        // Given
        account.write(
                "eu-central-1/ec2/DescribeVpcs.json",
                "{\"Vpcs\": [{\"VpcId\": \"vpc-1\"}, {\"CidrBlok\": \"10.0.0.0/8\"}]}");

        // When
        var refusal = catchThrowableOfType(Ec2Exception.class, ec2::describeVpcs);

        // Then
        assertThat(refusal.statusCode()).isEqualTo(500);
        assertThat(refusal.awsErrorDetails().errorMessage())
                .startsWith("111122223333/eu-central-1/ec2/DescribeVpcs.json: .Vpcs[1]: no member CidrBlok here");
    }

    @Test
    void namesTheLineOfWhatIsNotJson() throws IOException {
        // Given
        account.write("eu-central-1/ec2/DescribeVpcs.json", "{\"Vpcs\": [\n{\"VpcId\" \"vpc-1\"}]}");

        // When
        var refusal = catchThrowableOfType(Ec2Exception.class, ec2::describeVpcs);

        // Then
        assertThat(refusal.awsErrorDetails().errorMessage()).contains("DescribeVpcs.json, line 2, column");
    }

    @Test
    void answersByArgumentFromOneFileOrAFolderAndElseWithAwssOwnError() throws IOException {
        // Given
        account.write("global/s3/GetBucketPolicy.json", """
                {"open": {"Policy": {"Statement": []}}, "hidden": {"Error": {"Code": "AccessDenied", "Message": "no"}}}""");
        account.write("global/s3/GetBucketVersioning/kept.json", "{\"Status\": \"Enabled\"}");
        var s3 = Clients.client(S3Client.builder(), sandbox.uri(), session, "eu-central-1");

        // When
        var none = catchThrowableOfType(S3Exception.class, () -> s3.getBucketPolicy(r -> r.bucket("other")));
        var hidden = catchThrowableOfType(S3Exception.class, () -> s3.getBucketPolicy(r -> r.bucket("hidden")));

        // Then
        assertThat(s3.getBucketPolicy(r -> r.bucket("open")).policy()).isEqualTo("{\"Statement\":[]}");
        assertThat(s3.getBucketVersioning(r -> r.bucket("kept")).statusAsString())
                .isEqualTo("Enabled");
        assertThat(s3.getBucketVersioning(r -> r.bucket("other")).statusAsString())
                .isNull();
        assertThat(none.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucketPolicy");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(hidden.statusCode()).isEqualTo(403);
    }

    @Test
    void saysThatSecurityHubIsNotSubscribedWhereItIsNot() {
        // Given
        var hub = Clients.client(SecurityHubClient.builder(), sandbox.uri(), session, "eu-central-1");

        // When // Then
        assertThatThrownBy(() -> hub.describeHub(r -> {}))
                .isInstanceOf(InvalidAccessException.class)
                .hasMessageContaining("Account 111122223333 is not subscribed");
    }

    @Test
    void listsTheSnapshotsThatEveryoneOrAnAccountMayRestore() throws IOException {
        // Given
        account.write("eu-central-1/ec2/DescribeSnapshots.json", """
                {"Snapshots": [{"SnapshotId": "snap-own"}, {"SnapshotId": "snap-public"}, {"SnapshotId": "snap-shared"}]}""");
        account.write("eu-central-1/ec2/DescribeSnapshotAttribute.json", """
                {"snap-public": {"CreateVolumePermissions": [{"Group": "all"}]},
                 "snap-shared": {"CreateVolumePermissions": [{"UserId": "999988887777"}]}}""");

        // When
        var everyones = ec2.describeSnapshots(r -> r.restorableByUserIds("all")).snapshots();
        var anAccounts = ec2.describeSnapshots(r -> r.restorableByUserIds("999988887777"))
                .snapshots();

        // Then
        assertThat(everyones).extracting(Snapshot::snapshotId).containsExactly("snap-public");
        assertThat(anAccounts).extracting(Snapshot::snapshotId).containsExactly("snap-shared");
        assertThat(ec2.describeSnapshots().snapshots()).hasSize(3);
    }

    @Test
    void leavesOutWhatTheArgumentsLeaveOut() throws IOException {
        // Given
        account.write("eu-central-1/ec2/DescribeSnapshots.json", """
                {"Snapshots": [{"SnapshotId": "snap-1", "OwnerId": "111122223333"}, {"SnapshotId": "snap-2", "OwnerId": "999999999999"}]}""");
        account.write("eu-central-1/ec2/DescribeInstances.json", """
                {"Reservations": [{"ReservationId": "r-1", "Instances": [
                  {"InstanceId": "i-1", "State": {"Name": "running"}, "Tags": [{"Key": "Name", "Value": "web"}]},
                  {"InstanceId": "i-2", "State": {"Name": "stopped"}}]}]}""");
        account.write("eu-central-1/elbv2/DescribeListeners.json", """
                {"Listeners": [{"ListenerArn": "l1", "LoadBalancerArn": "a"}, {"ListenerArn": "l2", "LoadBalancerArn": "b"}]}""");
        var elb = Clients.client(ElasticLoadBalancingV2Client.builder(), sandbox.uri(), session, "eu-central-1");

        // When
        var own = ec2.describeSnapshots(request -> request.ownerIds("self"));
        var running = ec2.describeInstances(request -> request.filters(
                f -> f.name("instance-state-name").values("pending", "running"),
                f -> f.name("tag:Name").values("w*")));
        var listeners = elb.describeListeners(request -> request.loadBalancerArn("b"));
        var wrong = catchThrowableOfType(
                Ec2Exception.class,
                () -> ec2.describeInstances(r -> r.filters(f -> f.name("colour").values("red"))));

        // Then
        assertThat(own.snapshots()).extracting(Snapshot::snapshotId).containsExactly("snap-1");
        assertThat(running.reservations())
                .flatExtracting(r -> r.instances())
                .extracting(i -> ((Instance) i).instanceId())
                .containsExactly("i-1");
        assertThat(listeners.listeners()).hasSize(1);
        assertThat(wrong.awsErrorDetails().errorMessage()).contains("colour");
    }
}
