package io.vigil.deploy.bench;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Document;
import io.vigil.checks.Judgement;
import io.vigil.checks.ResourceRef;
import io.vigil.checks.ResourceTypes;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ResourceSeen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Judges every kept document by every check of its type, up to the verdict that a scan hands on; one operation is one
 * document.
 */
@BenchmarkMode(Mode.Throughput)
public class JudgeDocuments {
    private record Kept(ResourceRef resource, Document document) {}

    /** All documents of a folder of {@code --documents} files. */
    @State(Scope.Benchmark)
    public static class Inventory {
        @Param("")
        public String documents = "";

        private final List<Kept> all = new ArrayList<>();
        private CompiledChecks checks = CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE);
        private final Instant asOf = Instant.now();

        @Setup
        public void read() throws IOException {
            try (var files = Files.list(Path.of(documents))) {
                for (Path file : files.toList())
                    for (String line : Files.readAllLines(file))
                        keep(EventJson.MAPPER.readValue(line, ResourceSeen.class));
            }
        }

        private void keep(ResourceSeen seen) {
            ResourceTypes.named(seen.resourceType()).ifPresent(type -> {
                if (seen.document() != null)
                    all.add(new Kept(
                            new ResourceRef(type, seen.region(), seen.resource(), seen.resourceName()),
                            new Document(type, seen.document())));
            });
        }
    }

    /** One of the threads: how far it is, and how many verdicts it gave. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Judge {
        public long verdicts;
        private int next;
    }

    @Benchmark
    public void judge(Inventory inventory, Judge judge, Blackhole eaten) {
        Kept kept = inventory.all.get(judge.next++ % inventory.all.size());
        for (Judgement judgement : inventory.checks.judge(kept.resource, kept.document, inventory.asOf)) {
            eaten.consume(judgement.verdict());
            judge.verdicts++;
        }
    }
}
