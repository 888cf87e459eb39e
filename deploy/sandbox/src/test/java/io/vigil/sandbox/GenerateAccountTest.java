package io.vigil.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.s3.S3Client;

class GenerateAccountTest {
    private static final List<String> REGIONS = List.of("eu-central-1", "us-east-1");

    @TempDir
    Path folder;

    @Test
    void theSameSeedMakesTheSameFilesAndAnotherOthers() throws IOException {
        // When
        GenerateAccount.generate(folder.resolve("a"), Clients.ACCOUNT, 300, 7, REGIONS);
        GenerateAccount.generate(folder.resolve("b"), Clients.ACCOUNT, 300, 7, REGIONS);
        GenerateAccount.generate(folder.resolve("c"), Clients.ACCOUNT, 300, 8, REGIONS);

        // Then
        assertThat(content("b")).isEqualTo(content("a"));
        assertThat(content("c")).isNotEqualTo(content("a"));
    }

    private TreeMap<String, String> content(String name) throws IOException {
        var content = new TreeMap<String, String>();
        var root = folder.resolve(name);
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                content.put(root.relativize(file).toString(), Files.readString(file));
            }
        }
        return content;
    }

    @Test
    void theSdkReadsAsManyResourcesAsWereAskedFor() throws IOException {
        // Given
        GenerateAccount.generate(folder, Clients.ACCOUNT, 1_000, 1, REGIONS);
        DemoAccounts.trust(folder, Clients.ACCOUNT, Clients.EXTERNAL_ID);

        try (var sandbox = Sandbox.start(folder)) {
            var session = Clients.session(sandbox.uri());
            long seen = 0;

            // When
            for (var region : REGIONS) {
                var ec2 = Clients.client(Ec2Client.builder(), sandbox.uri(), session, region);
                seen += ec2.describeVpcsPaginator().vpcs().stream().count();
                seen += ec2.describeSubnetsPaginator().subnets().stream().count();
                seen += ec2.describeSecurityGroupsPaginator().securityGroups().stream()
                        .count();
                seen += ec2.describeVolumesPaginator().volumes().stream().count();
                seen += ec2.describeInstancesPaginator().reservations().stream().count();
                seen += ec2.describeSnapshotsPaginator(r -> r.ownerIds("self")).snapshots().stream()
                        .count();
                seen += Clients.client(CloudWatchLogsClient.builder(), sandbox.uri(), session, region)
                        .describeLogGroupsPaginator()
                        .logGroups()
                        .stream()
                        .count();
                seen += Clients.client(LambdaClient.builder(), sandbox.uri(), session, region)
                        .listFunctionsPaginator()
                        .functions()
                        .stream()
                        .count();
                seen += Clients.client(RdsClient.builder(), sandbox.uri(), session, region)
                        .describeDBInstancesPaginator()
                        .dbInstances()
                        .stream()
                        .count();
            }
            seen += Clients.client(S3Client.builder(), sandbox.uri(), session, "us-east-1")
                    .listBuckets()
                    .buckets()
                    .size();
            seen += Clients.client(IamClient.builder(), sandbox.uri(), session, "us-east-1")
                    .getAccountAuthorizationDetailsPaginator()
                    .userDetailList()
                    .stream()
                    .count();

            // Then
            assertThat(seen).isEqualTo(1_000);
        }
    }

    @Test
    void namesWhatItCannotMake() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("123456789012"));

        // When // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GenerateAccount.generate(folder, "../../etc", 1, 1, REGIONS))
                .withMessageContaining("../../etc");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GenerateAccount.generate(folder, "123456789012", 1, 1, REGIONS))
                .withMessageContaining("is there already");
    }
}
