package io.vigil.scanner.moto;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3control.S3ControlClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentPermissionType;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What buckets, keys and Systems Manager are set to. */
final class MotoData {
    private static final String COMMAND = """
            {"schemaVersion":"2.2","description":"%s","mainSteps":[{"action":"aws:runShellScript","name":"run","inputs":{"runCommand":["%s"]}}]}""";
    private static final String SESSIONS = """
            {"schemaVersion":"1.0","description":"Sessions","sessionType":"Standard_Stream","inputs":{"s3BucketName":"bucket-logs","s3EncryptionEnabled":false,"cloudWatchLogGroupName":"","cloudWatchEncryptionEnabled":true}}""";

    private MotoData() {}

    static void build(MotoClients clients, Map<String, String> ids) {
        buckets(clients, ids);
        accessPoints(clients);
        clients.in(MotoAccount.REGION, KmsClient.builder())
                .putKeyPolicy(p -> p.keyId(ids.get("key-still"))
                        .policyName("default")
                        .policy(MotoMessaging.policy(MotoMessaging.allow(
                                        "{\"AWS\":\"arn:aws:iam::%s:root\"}".formatted(MotoAccount.ID), "kms:*", "*")
                                + ","
                                + MotoMessaging.allow("\"*\"", "kms:Decrypt", "*"))));
        systemsManager(clients.in(MotoAccount.REGION, SsmClient.builder()));
    }

    private static void buckets(MotoClients clients, Map<String, String> ids) {
        S3Client s3 = clients.in(MotoAccount.REGION, S3Client.builder());
        s3.putBucketOwnershipControls(o -> o.bucket("bucket-shut")
                .ownershipControls(c -> c.rules(r -> r.objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED))));
        s3.putBucketOwnershipControls(o -> o.bucket("bucket-open")
                .ownershipControls(c -> c.rules(r -> r.objectOwnership(ObjectOwnership.OBJECT_WRITER))));
        s3.putBucketEncryption(e -> e.bucket("bucket-shut")
                .serverSideEncryptionConfiguration(c -> c.rules(r -> r.applyServerSideEncryptionByDefault(
                        d -> d.sseAlgorithm(ServerSideEncryption.AWS_KMS).kmsMasterKeyID(ids.get("key-rotated"))))));
        s3.putBucketAcl(a -> a.bucket("bucket-logs").acl("log-delivery-write"));
        s3.putBucketLogging(l -> l.bucket("bucket-shut")
                .bucketLoggingStatus(
                        s -> s.loggingEnabled(e -> e.targetBucket("bucket-logs").targetPrefix("shut/"))));
    }

    private static void accessPoints(MotoClients clients) {
        S3ControlClient s3control = clients.in(MotoAccount.REGION, S3ControlClient.builder());
        for (boolean good : List.of(true, false))
            s3control.createAccessPoint(a -> a.accountId(MotoAccount.ID)
                    .name(good ? "point-good" : "point-bad")
                    .bucket("bucket-shut")
                    .publicAccessBlockConfiguration(b -> b.blockPublicAcls(good)
                            .ignorePublicAcls(good)
                            .blockPublicPolicy(good)
                            .restrictPublicBuckets(good)));
    }

    private static void systemsManager(SsmClient ssm) {
        document(ssm, "document-good", DocumentType.COMMAND, COMMAND.formatted("Restart", "systemctl restart shop"));
        document(
                ssm,
                "document-bad",
                DocumentType.COMMAND,
                COMMAND.formatted("Restore", "export DB_PASSWORD=Correct-Horse-7; pg_restore dump"));
        document(ssm, "SSM-SessionManagerRunShell", DocumentType.SESSION, SESSIONS);
        ssm.modifyDocumentPermission(p -> p.name("document-bad")
                .permissionType(DocumentPermissionType.SHARE)
                .accountIdsToAdd("all"));
        ssm.putParameter(p ->
                p.name("/shop/db/password").type(ParameterType.SECURE_STRING).value("Correct-Horse-7"));
        ssm.putParameter(
                p -> p.name("/shop/api-token").type(ParameterType.STRING).value("Correct-Horse-8"));
        ssm.putParameter(p -> p.name("/shop/colour").type(ParameterType.STRING).value("red"));
    }

    private static void document(SsmClient ssm, String name, DocumentType type, String content) {
        ssm.createDocument(d -> d.name(name)
                .documentType(type)
                .documentFormat(DocumentFormat.JSON)
                .content(content));
    }
}
