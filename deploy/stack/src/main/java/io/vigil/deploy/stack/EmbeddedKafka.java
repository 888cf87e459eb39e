package io.vigil.deploy.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Kafka broker (KRaft, share groups) in a JVM of its own, with all topics of the platform. */
public final class EmbeddedKafka implements Part {
    public static final String NAME = "kafka";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Path folder;
    private final Path log;
    private final Children children;
    private final int port = Loopback.freePort();
    private final Map<String, String> settings;
    private @Nullable Child child;

    /**
     * @param folder keeps the broker's data
     * @param settings of the broker, over ours; tests shorten locks with {@code group.share.min.record.lock.duration.ms}
     */
    public EmbeddedKafka(Path folder, Path log, Children children, Map<String, String> settings) {
        this.folder = folder;
        this.log = log;
        this.children = children;
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Returns when the broker answers and the topics are there. */
    public EmbeddedKafka start() {
        List<String> arguments = new ArrayList<>(List.of(folder.toString(), "" + port, "" + Loopback.freePort()));
        settings.forEach((key, value) -> arguments.add(key + "=" + value));
        Child started = children.start(NAME, OwnJvm.of("-Xmx256m", KafkaBroker.class, arguments), log);
        child = started;
        started.awaitReady(START_LIMIT, () -> Loopback.answers(port));
        KafkaTopics.create(address(), START_LIMIT);
        return this;
    }

    /** For {@code bootstrap.servers}. */
    public String address() {
        return Loopback.HOST + ":" + port;
    }

    @Override
    public Optional<Child> child() {
        return Optional.ofNullable(child);
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
        }
    }
}
