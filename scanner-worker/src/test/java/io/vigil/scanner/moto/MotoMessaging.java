package io.vigil.scanner.moto;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Topics, queues, buses and secrets: an open one, a shut one, and one that a denial shuts again. */
final class MotoMessaging {
    private final MotoClients clients;

    private MotoMessaging(MotoClients clients) {
        this.clients = clients;
    }

    static void build(MotoClients clients) {
        MotoMessaging messaging = new MotoMessaging(clients);
        messaging.topics();
        messaging.queues();
        messaging.buses();
        messaging.secrets();
    }

    private void topics() {
        SnsClient sns = clients.in(MotoAccount.REGION, SnsClient.builder());
        String open = sns.createTopic(t -> t.name("topic-open")).topicArn();
        sns.setTopicAttributes(t ->
                t.topicArn(open).attributeName("Policy").attributeValue(policy(allow("\"*\"", "SNS:Publish", open))));
        sns.createTopic(t -> t.name("topic-shut").attributes(Map.of("KmsMasterKeyId", "alias/aws/sns")));
    }

    private void queues() {
        SqsClient sqs = clients.in(MotoAccount.REGION, SqsClient.builder());
        sqs.createQueue(q -> q.queueName("queue-shut"));
        for (String name : List.of("queue-open", "queue-denied")) {
            String arn = "arn:aws:sqs:%s:%s:%s".formatted(MotoAccount.REGION, MotoAccount.ID, name);
            String anyone = allow("{\"AWS\":\"*\"}", "SQS:*", arn);
            String notStrangers = """
                    {"Effect":"Deny","Principal":"*","Action":"SQS:*","Resource":"%s","Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-1"}}}""".formatted(arn);
            sqs.createQueue(q -> q.queueName(name)
                    .attributes(Map.of(
                            QueueAttributeName.SQS_MANAGED_SSE_ENABLED,
                            "false",
                            QueueAttributeName.POLICY,
                            name.equals("queue-open") ? policy(anyone) : policy(anyone + "," + notStrangers))));
        }
    }

    private void buses() {
        EventBridgeClient events = clients.in(MotoAccount.REGION, EventBridgeClient.builder());
        for (String name : List.of("bus-open", "bus-shut")) events.createEventBus(b -> b.name(name));
        events.putPermission(p -> p.eventBusName("bus-open")
                .statementId("anyone")
                .action("events:PutEvents")
                .principal("*"));
        events.putPermission(p -> p.eventBusName("bus-shut")
                .statementId("organization")
                .action("events:PutEvents")
                .principal("*")
                .condition(c -> c.type("StringEquals").key("aws:PrincipalOrgID").value("o-1")));
    }

    private void secrets() {
        SecretsManagerClient secrets = clients.in(MotoAccount.REGION, SecretsManagerClient.builder());
        for (String name : List.of("secret-open", "secret-rotating"))
            secrets.createSecret(s -> s.name(name).secretString("Correct-Horse-7-Battery"));
        secrets.putResourcePolicy(p ->
                p.secretId("secret-open").resourcePolicy(policy(allow("\"*\"", "secretsmanager:GetSecretValue", "*"))));
        secrets.rotateSecret(
                r -> r.secretId("secret-rotating").rotationRules(rules -> rules.automaticallyAfterDays(30L)));
    }

    static String allow(String principal, String action, String resource) {
        return """
                {"Sid":"All","Effect":"Allow","Principal":%s,"Action":"%s","Resource":"%s"}""".formatted(principal, action, resource);
    }

    static String policy(String statements) {
        return """
                {"Version":"2012-10-17","Statement":[%s]}""".formatted(statements);
    }
}
