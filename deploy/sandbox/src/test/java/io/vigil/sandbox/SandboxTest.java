package io.vigil.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.sts.StsClient;

class SandboxTest {
    @TempDir
    Path accounts;

    AccountFolder account;
    Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        account = AccountFolder.trusting(accounts, Clients.EXTERNAL_ID);
        sandbox = Sandbox.start(accounts);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void saysWhoAssumedTheRole() {
        // Given
        var session = Clients.session(sandbox.uri());

        // When
        var who = Clients.client(StsClient.builder(), sandbox.uri(), session, "us-east-1")
                .getCallerIdentity();

        // Then
        assertThat(who.account()).isEqualTo(Clients.ACCOUNT);
        assertThat(who.arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/VigilReadOnly/test");
    }

    @Test
    void showsAnEditOfAFileAtTheNextCall() throws IOException {
        // Given
        var ec2 = Clients.client(Ec2Client.builder(), sandbox.uri(), Clients.session(sandbox.uri()), "eu-central-1");
        account.write("eu-central-1/ec2/DescribeSecurityGroups.json", """
                {"SecurityGroups": [{"GroupId": "sg-1", "GroupName": "web", "IpPermissions": [
                  {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]}]}""");
        assertThat(ec2.describeSecurityGroups().securityGroups())
                .extracting(SecurityGroup::groupName)
                .containsExactly("web");

        // When
        account.write(
                "eu-central-1/ec2/DescribeSecurityGroups.json", "{\"SecurityGroups\": [{\"GroupId\": \"sg-2\"}]}");

        // Then
        assertThat(ec2.describeSecurityGroups().securityGroups())
                .extracting(SecurityGroup::groupId)
                .containsExactly("sg-2");
    }

    @Test
    void keepsRegionsApartAndListsNothingWhereNoFileIs() throws IOException {
        // Given
        var session = Clients.session(sandbox.uri());
        account.write("eu-central-1/ec2/DescribeVpcs.json", "{\"Vpcs\": [{\"VpcId\": \"vpc-1\"}]}");

        // When
        var here = Clients.client(Ec2Client.builder(), sandbox.uri(), session, "eu-central-1")
                .describeVpcs();
        var there = Clients.client(Ec2Client.builder(), sandbox.uri(), session, "us-east-1")
                .describeVpcs();

        // Then
        assertThat(here.vpcs()).hasSize(1);
        assertThat(there.vpcs()).isEmpty();
    }

    @Test
    void servesBucketsAndUsersFromTheGlobalFolder() throws IOException {
        // Given
        var session = Clients.session(sandbox.uri());
        account.write(
                "global/s3/ListBuckets.json",
                "{\"Buckets\": [{\"Name\": \"logs\", \"CreationDate\": \"2026-01-01T00:00:00+00:00\"}]}");
        account.write(
                "global/iam/ListUsers.json",
                "{\"Users\": [{\"UserName\": \"ada\", \"UserId\": \"AIDA1\", \"Path\": \"/\", \"Arn\": \"arn:aws:iam::111122223333:user/ada\", \"CreateDate\": \"2026-01-01T00:00:00+00:00\"}]}");

        // When
        var buckets = Clients.client(S3Client.builder(), sandbox.uri(), session, "us-east-1")
                .listBuckets();
        var users = Clients.client(IamClient.builder(), sandbox.uri(), session, "us-east-1")
                .listUsers();

        // Then
        assertThat(buckets.buckets()).extracting(Bucket::name).containsExactly("logs");
        assertThat(users.users()).hasSize(1);
    }
}
