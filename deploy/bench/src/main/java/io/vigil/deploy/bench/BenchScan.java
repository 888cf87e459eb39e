package io.vigil.deploy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.sandbox.GenerateAccount;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Scans generated accounts by the command that users run, at several latencies of AWS. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = "Scans generated accounts and compares with what AWS's limits allow at best.")
final class BenchScan implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of the scanner's HTTP client. */
    private static final int CONNECTIONS = 200;

    private static final int SEED = 1;

    /** AWS is not cold when somebody scans, so the sandbox answers one scan that does not count. */
    private static final String WARM_UP = "%012d".formatted(999_999_999);

    private static final int WARM_UP_RESOURCES = 1000;

    private static final String HEADER =
            "resources latency ms   wall s  bound s  ratio   calls  calls/s   CPU s  heap MiB   RSS MiB  verdicts  verdicts/s  tightest limit%n";

    @Option(
            names = "--resources",
            split = ",",
            defaultValue = "1000,10000,50000",
            description = "resources of the accounts (default: ${DEFAULT-VALUE})")
    private List<Integer> resources = List.of();

    @Option(
            names = "--latency-ms",
            split = ",",
            defaultValue = "5,50,200",
            description = "how long AWS takes for an answer (default: ${DEFAULT-VALUE})")
    private List<Integer> latencies = List.of();

    @Option(
            names = "--million",
            paramLabel = "N",
            arity = "0..1",
            fallbackValue = "1000000",
            description = "instead: a million (or N) resources in one region, by a worker with a heap of 512 MB")
    private int million;

    @Option(names = "--out", paramLabel = "FILE", description = "also writes the results as JSON")
    private @Nullable Path out;

    /** @param tightest the limit of AWS that costs most, by itself */
    private record Line(
            int resources,
            long latencyMillis,
            double seconds,
            double bound,
            double ratio,
            long calls,
            double callsPerSecond,
            double cpuSeconds,
            long peakHeapMib,
            long peakResidentMib,
            long verdicts,
            double verdictsPerSecond,
            String tightest) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        ScanRun scan = ScanRun.inNewFolder("scan-");
        List<?> lines = million > 0 ? List.of(MillionResources.scan(scan, million)) : scans(scan);
        if (out != null) JSON.writerWithDefaultPrettyPrinter().writeValue(out.toFile(), lines);
        scan.discard();
        return 0;
    }

    private List<Line> scans(ScanRun scan) throws IOException, InterruptedException {
        System.out.printf(HEADER);
        List<Line> lines = new ArrayList<>();
        generate(scan, WARM_UP, WARM_UP_RESOURCES);
        for (int size : resources) {
            String account = "%012d".formatted(size);
            generate(scan, account, size);
            for (int millis : latencies) {
                Duration latency = Duration.ofMillis(millis);
                try (SandboxProcess sandbox = scan.sandbox(latency)) {
                    scan.run(sandbox, WARM_UP);
                    ScanRun.Result result = scan.run(sandbox, account);
                    Line line = line(size, latency, result.measured(), result.spent(), result.verdicts());
                    print(line);
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static void generate(ScanRun scan, String account, int size) throws IOException {
        GenerateAccount.generate(scan.accounts(), account, size, SEED, ScanRun.REGIONS);
        scan.trust(account);
    }

    private static Line line(int size, Duration latency, Measured measured, List<Spent> spent, long verdicts) {
        double seconds = seconds(measured.wall());
        double bound = seconds(Spent.bound(spent, latency, CONNECTIONS));
        return new Line(
                size,
                latency.toMillis(),
                seconds,
                bound,
                seconds / bound,
                Spent.calls(spent),
                Spent.calls(spent) / seconds,
                seconds(measured.cpu()),
                measured.peakHeapMib(),
                measured.peakResidentMib().orElse(0),
                verdicts,
                verdicts / seconds,
                Spent.tightest(spent).limit());
    }

    private static void print(Line of) {
        System.out.printf(
                "%9d %10d %8.1f %8.1f %6.2f %7d %8.0f %7.1f %9d %9d %9d %11.0f  %s%n",
                of.resources,
                of.latencyMillis,
                of.seconds,
                of.bound,
                of.ratio,
                of.calls,
                of.callsPerSecond,
                of.cpuSeconds,
                of.peakHeapMib,
                of.peakResidentMib,
                of.verdicts,
                of.verdictsPerSecond,
                of.tightest);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
