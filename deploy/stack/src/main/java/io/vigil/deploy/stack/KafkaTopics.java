package io.vigil.deploy.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.apache.kafka.clients.admin.AlterConfigOp.OpType.SET;

import io.vigil.contracts.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** The platform's topics and the workers' share group, as {@link Topics} lists them. */
public final class KafkaTopics {
    private static final Duration RETENTION = Duration.ofDays(7);
    private static final Duration WORKERS_LOCK = Duration.ofSeconds(15);
    private static final short ONE_REPLICA = 1;

    private KafkaTopics() {}

    /** Creates what is missing; may run at every start. */
    public static void create(String bootstrapServers, Duration limit) {
        ask(bootstrapServers, limit, "create the topics", admin -> create(admin, limit.toSeconds()));
    }

    /** Deletes all records of the platform's topics; for tests on a broker that others have used. */
    public static void empty(String bootstrapServers, Duration limit) {
        ask(bootstrapServers, limit, "empty the topics", admin -> {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (Topics.Topic topic : Topics.ALL) {
                // compacted topics refuse this, and hold what is true now
                for (int i = 0; i < topic.partitions() && !topic.compacted(); i++) {
                    all.put(new TopicPartition(topic.name(), i), RecordsToDelete.beforeOffset(/* the end */ -1));
                }
            }
            admin.deleteRecords(all).all().get(limit.toSeconds(), SECONDS);
        });
    }

    private interface Question {
        void put(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static void ask(String bootstrapServers, Duration limit, String what, Question question) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(KafkaTopics.class.getClassLoader());
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Math.toIntExact(limit.toMillis())))) {
            question.put(admin);
        } catch (ExecutionException | TimeoutException e) {
            throw new PartFailed(EmbeddedKafka.NAME, "cannot " + what + ": " + e.getMessage(), null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed(EmbeddedKafka.NAME, "interrupted: cannot " + what, null, e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static void create(Admin admin, long seconds)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (var created : admin.createTopics(
                        Topics.ALL.stream().map(KafkaTopics::topic).toList())
                .values()
                .values()) {
            try {
                created.get(seconds, SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        admin.incrementalAlterConfigs(settings()).all().get(seconds, SECONDS);
    }

    private static Map<ConfigResource, Collection<AlterConfigOp>> settings() {
        Map<ConfigResource, Collection<AlterConfigOp>> settings = new HashMap<>();
        for (String group : List.of(Topics.WORKERS_GROUP, Topics.PROBERS_GROUP, Topics.ORGANIZATIONS_GROUP))
            settings.put(group(group), fromTheFirstRecord());
        for (Topics.Topic topic : Topics.ALL)
            if (topic.compacted())
                settings.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), forgettingInTime());
        return settings;
    }

    /** Else what a key said before it was forgotten stays until the topic has grown by as much again. */
    private static Collection<AlterConfigOp> forgettingInTime() {
        return List.of(set("max.compaction.lag.ms", "" + RETENTION.toMillis()));
    }

    private static ConfigResource group(String name) {
        return new ConfigResource(ConfigResource.Type.GROUP, name);
    }

    private static Collection<AlterConfigOp> fromTheFirstRecord() {
        return List.of(
                // the default, latest, would lose units sent before the first worker came
                set("share.auto.offset.reset", "earliest"),
                set("share.record.lock.duration.ms", "" + WORKERS_LOCK.toMillis()));
    }

    private static NewTopic topic(Topics.Topic topic) {
        return new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA)
                .configs(
                        topic.compacted()
                                ? Map.of("cleanup.policy", "compact")
                                : Map.of("cleanup.policy", "delete", "retention.ms", "" + RETENTION.toMillis()));
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), SET);
    }
}
