package io.vigil.deploy.bench;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.UnitRef;
import io.vigil.deploy.stack.Children;
import io.vigil.deploy.stack.EmbeddedKafka;
import io.vigil.deploy.stack.KafkaTopics;
import io.vigil.deploy.stack.ServiceKeys;
import io.vigil.sandbox.GenerateAccount;
import io.vigil.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One region of a million resources, scanned by a worker as it runs in production, with a heap of 512 MB. */
final class MillionResources {
    private static final String ACCOUNT = "%012d".formatted(1_000_000);
    private static final Region REGION = new Region("eu-central-1");
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private record Result(
            int resources,
            double seconds,
            UnitBeat.Counts counts,
            double cpuSeconds,
            long peakHeapMib,
            long peakResidentMib) {}

    private MillionResources() {}

    static Object scan(ScanRun scan, int resources) throws IOException, InterruptedException {
        System.out.printf("generating %,d resources …%n", resources);
        GenerateAccount.generateWide(scan.accounts(), ACCOUNT, resources, /* seed */ 1, REGION.value());
        scan.trust(ACCOUNT);
        Path folder = scan.folder();
        try (Children children = new Children(folder.resolve("children"));
                EmbeddedKafka kafka =
                        new EmbeddedKafka(folder.resolve("kafka"), folder.resolve("kafka.log"), children, Map.of());
                SandboxProcess sandbox = scan.sandbox(Duration.ZERO);
                PackServer packs = new PackServer()) {
            kafka.start();
            KafkaTopics.create(kafka.address(), START_LIMIT);
            ProcessBuilder command = worker(scan, kafka, sandbox, packs);
            try (WatchedJvm worker = WatchedJvm.start(command, folder.resolve("worker.log"))) {
                ScanUnitRequested unit = unit();
                ask(kafka.address(), unit);
                System.out.println("scanning …");
                UnitClosed closed = awaitEnd(kafka.address(), unit.unit(), worker);
                Result result = result(resources, closed, worker.end());
                System.out.printf(
                        "%,d resources, %,d verdicts, %,d calls in %.0f s; CPU %.0f s, heap at most %d MiB, resident at most %d MiB%n",
                        closed.counts().resources(),
                        closed.counts().verdicts(),
                        closed.counts().calls(),
                        result.seconds,
                        result.cpuSeconds,
                        result.peakHeapMib,
                        result.peakResidentMib);
                return result;
            }
        }
    }

    private static ProcessBuilder worker(ScanRun scan, EmbeddedKafka kafka, SandboxProcess sandbox, PackServer packs) {
        ServiceKeys keys = new ServiceKeys(scan.folder().resolve("keys"));
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-jar",
                scan.home()
                        .resolve("scanner-worker/target/quarkus-app/quarkus-run.jar")
                        .toString());
        command.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", "0",
                        "KAFKA_BOOTSTRAP_SERVERS", kafka.address(),
                        "VIGIL_TOKEN_KEY", keys.privateKey("scanner-worker").toString(),
                        "VIGIL_TENANT_SERVICE_URL", packs.address(),
                        "VIGIL_AWS_ENDPOINT", sandbox.address(),
                        "VIGIL_WORKER_NAME", "bench",
                        "AWS_ACCESS_KEY_ID", SandboxOptions.Principal.LOCAL.accessKey(),
                        "AWS_SECRET_ACCESS_KEY", SandboxOptions.Principal.LOCAL.secretKey()));
        return command;
    }

    private static ScanUnitRequested unit() {
        UnitRef unit = new UnitRef(
                new TenantId(UUID.randomUUID()),
                new AccountId(ACCOUNT),
                new ScanId(UUID.randomUUID()),
                new UnitId(UUID.randomUUID()),
                /* attempt */ 1);
        return new ScanUnitRequested(
                unit,
                UnitKind.REGIONAL,
                REGION,
                List.of(REGION),
                ScanRun.ROLE,
                ScanRun.EXTERNAL_ID,
                PackServer.BASELINE,
                List.of(),
                ScanClass.INTERACTIVE,
                Instant.now());
    }

    private static void ask(String broker, ScanUnitRequested unit) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.of(unit), unit.key(), EventJson.write(unit)));
        }
    }

    /** @throws IOException if the worker ended or gave the unit up */
    private static UnitClosed awaitEnd(String broker, UnitRef unit, WatchedJvm worker)
            throws IOException, InterruptedException {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(Topics.UNIT_REPORTED, Topics.UNIT_PROGRESSED).stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (worker.isAlive())
                for (ConsumerRecord<String, String> told : consumer.poll(POLL)) {
                    Optional<Event> end = end(told.value());
                    if (end.isPresent() && end.get() instanceof UnitClosed closed) return closed;
                    if (end.isPresent()) throw new IOException("the unit failed: " + end.get());
                }
        }
        throw new IOException("the worker ended before the unit %s did".formatted(unit.unit()));
    }

    /** Chunks are many and large; they are not even read. */
    private static Optional<Event> end(String record) {
        boolean ends = List.of(UnitClosed.class, UnitFailed.class).stream()
                .anyMatch(type -> record.startsWith("{\"type\":\"%s\"".formatted(type.getSimpleName())));
        return ends ? Optional.of(EventJson.read(record)) : Optional.empty();
    }

    private static Result result(int resources, UnitClosed closed, Measured worker) {
        return new Result(
                resources,
                Duration.between(closed.startedAt(), closed.endedAt()).toMillis() / 1e3,
                closed.counts(),
                worker.cpu().toMillis() / 1e3,
                worker.peakHeapMib(),
                worker.peakResidentMib().orElse(0));
    }
}
