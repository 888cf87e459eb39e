package io.vigil.scanner;

import io.vigil.sandbox.Sandbox;
import io.vigil.sandbox.SandboxOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** One account in a sandbox of its own: three security groups in eu-central-1, one open to the internet on SSH. */
public final class TestAccount implements AutoCloseable {
    public static final String ID = "111122223333";
    public static final String ROLE = "VigilReadOnly";
    public static final String EXTERNAL_ID = "the-right-external-id";

    private final Path accounts;
    private final Sandbox sandbox;

    private TestAccount(Path accounts, Sandbox sandbox) {
        this.accounts = accounts;
        this.sandbox = sandbox;
    }

    /** @param pageSize items a page, so that lists of a few have several pages */
    public static TestAccount start(Path folder, int pageSize) throws IOException {
        Path accounts = Files.createDirectories(folder.resolve("accounts"));
        Files.createDirectories(accounts.resolve(ID));
        var account = new TestAccount(
                accounts, Sandbox.start(SandboxOptions.of(accounts).pageSize(pageSize)));
        account.trust("\"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"%s\"}},".formatted(EXTERNAL_ID));
        account.write("eu-central-1/ec2/DescribeSecurityGroups.json", """
                {"SecurityGroups": [
                  {"GroupId": "sg-1", "GroupName": "open", "VpcId": "vpc-1", "OwnerId": "111122223333", "IpPermissions": [
                    {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}]},
                  {"GroupId": "sg-2", "GroupName": "closed", "VpcId": "vpc-1", "OwnerId": "111122223333", "IpPermissions": []},
                  {"GroupId": "sg-3", "GroupName": "third", "VpcId": "vpc-1", "OwnerId": "111122223333", "IpPermissions": []}]}
                """);
        account.write("eu-central-1/ec2/DescribeVpcs.json", "{\"Vpcs\": [{\"VpcId\": \"vpc-1\"}]}");
        return account;
    }

    /** @param condition of the role's trust policy, with a comma behind it; empty lets anybody of the provider in */
    public void trust(String condition) throws IOException {
        write("global/iam/trust/VigilReadOnly.json", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", %s
                  "Principal": {"AWS": "arn:aws:iam::999988887777:root"}, "Action": "sts:AssumeRole"}]}
                """.formatted(condition));
    }

    public void write(String file, String content) throws IOException {
        Path path = accounts.resolve(ID).resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    public URI uri() {
        return sandbox.uri();
    }

    /** Of the provider's own principal. */
    public static AwsCredentialsProvider credentials() {
        var principal = SandboxOptions.Principal.LOCAL;
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create(principal.accessKey(), principal.secretKey()));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
