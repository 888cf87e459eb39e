package io.vigil.scanner.moto;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.backup.BackupClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.emr.EmrClient;
import software.amazon.awssdk.services.kafka.KafkaClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.opensearch.OpenSearchClient;
import software.amazon.awssdk.services.redshift.RedshiftClient;

/** Tables, file systems, warehouses, caches, search domains, brokers and their backups. */
final class MotoStores {
    private final MotoClients clients;
    private final Map<String, String> ids;

    private MotoStores(MotoClients clients, Map<String, String> ids) {
        this.clients = clients;
        this.ids = ids;
    }

    static void build(MotoClients clients, Map<String, String> ids) {
        MotoStores stores = new MotoStores(clients, ids);
        stores.tables();
        stores.fileSystems();
        stores.warehouses();
        stores.caches();
        stores.domains();
        stores.brokers();
        stores.backups();
        clients.in(MotoAccount.REGION, EmrClient.builder())
                .putBlockPublicAccessConfiguration(
                        b -> b.blockPublicAccessConfiguration(c -> c.blockPublicSecurityGroupRules(true)));
    }

    private void tables() {
        String key = clients.in(MotoAccount.REGION, KmsClient.builder())
                .describeKey(k -> k.keyId(ids.get("key-rotated")))
                .keyMetadata()
                .arn();
        DynamoDbClient dynamodb = clients.in(MotoAccount.REGION, DynamoDbClient.builder());
        for (boolean good : List.of(true, false))
            dynamodb.createTable(t -> {
                t.tableName(good ? "table-good" : "table-bad")
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .attributeDefinitions(a -> a.attributeName("id").attributeType(ScalarAttributeType.S))
                        .keySchema(k -> k.attributeName("id").keyType(KeyType.HASH));
                if (good)
                    t.sseSpecification(s -> s.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(key));
            });
        dynamodb.updateContinuousBackups(b ->
                b.tableName("table-good").pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(true)));
    }

    private void fileSystems() {
        EfsClient efs = clients.in(MotoAccount.REGION, EfsClient.builder());
        for (boolean good : List.of(true, false)) {
            String name = good ? "files-good" : "files-bad";
            String id = efs.createFileSystem(f -> f.creationToken(name)
                            .encrypted(good)
                            .backup(good)
                            .tags(t -> t.key("Name").value(name)))
                    .fileSystemId();
            ids.put(name, id);
            efs.createMountTarget(m -> m.fileSystemId(id).subnetId(ids.get(good ? "subnet-closed" : "subnet-open")));
            if (good)
                efs.putFileSystemPolicy(p -> p.fileSystemId(id)
                        .policy(MotoMessaging.policy(MotoMessaging.allow(
                                "{\"AWS\":\"arn:aws:iam::%s:role/function\"}".formatted(MotoAccount.ID),
                                "elasticfilesystem:ClientMount",
                                "*"))));
        }
    }

    private void warehouses() {
        RedshiftClient redshift = clients.in(MotoAccount.REGION, RedshiftClient.builder());
        for (boolean good : List.of(true, false))
            redshift.createCluster(c -> c.clusterIdentifier(good ? "warehouse-good" : "warehouse-bad")
                    .nodeType("ra3.large")
                    .masterUsername("owner")
                    .masterUserPassword("Correct-Horse-7")
                    .encrypted(good)
                    .publiclyAccessible(!good));
    }

    private void caches() {
        ElastiCacheClient elasticache = clients.in(MotoAccount.REGION, ElastiCacheClient.builder());
        for (boolean good : List.of(true, false))
            elasticache.createReplicationGroup(g -> g.replicationGroupId(good ? "cache-good" : "cache-bad")
                    .replicationGroupDescription("sessions")
                    .engine("redis")
                    .cacheNodeType("cache.t4g.small")
                    .numCacheClusters(2)
                    .atRestEncryptionEnabled(good)
                    .transitEncryptionEnabled(good));
    }

    private void domains() {
        OpenSearchClient opensearch = clients.in(MotoAccount.REGION, OpenSearchClient.builder());
        for (boolean good : List.of(true, false)) {
            String principal = good ? "{\"AWS\":\"arn:aws:iam::%s:root\"}".formatted(MotoAccount.ID) : "\"*\"";
            opensearch.createDomain(d -> d.domainName(good ? "domain-good" : "domain-bad")
                    .accessPolicies(MotoMessaging.policy(MotoMessaging.allow(principal, "es:*", "*")))
                    .encryptionAtRestOptions(e -> e.enabled(good))
                    .nodeToNodeEncryptionOptions(n -> n.enabled(good))
                    .domainEndpointOptions(e -> e.enforceHTTPS(good)));
        }
    }

    private void brokers() {
        KafkaClient kafka = clients.in(MotoAccount.REGION, KafkaClient.builder());
        for (boolean good : List.of(true, false))
            kafka.createClusterV2(c -> c.clusterName(good ? "brokers-good" : "brokers-bad")
                    .provisioned(p -> p.kafkaVersion("3.8.x")
                            .numberOfBrokerNodes(2)
                            .brokerNodeGroupInfo(b -> b.instanceType("kafka.m7g.large")
                                    .clientSubnets(ids.get("subnet-closed"))
                                    .connectivityInfo(i ->
                                            i.publicAccess(a -> a.type(good ? "DISABLED" : "SERVICE_PROVIDED_EIPS"))))
                            .clientAuthentication(a -> a.unauthenticated(u -> u.enabled(false)))));
    }

    private void backups() {
        BackupClient backup = clients.in(MotoAccount.REGION, BackupClient.builder());
        backup.createBackupVault(v -> v.backupVaultName("vault")
                .encryptionKeyArn("arn:aws:kms:%s:%s:key/%s"
                        .formatted(MotoAccount.REGION, MotoAccount.ID, ids.get("key-rotated"))));
        backup.createBackupPlan(p -> p.backupPlan(
                b -> b.backupPlanName("daily").rules(r -> r.ruleName("daily").targetBackupVaultName("vault"))));
    }
}
