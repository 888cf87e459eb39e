package io.vigil.deploy.bench;

import io.vigil.sandbox.DemoAccounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How many verdicts the checks give a second, without AWS and Kafka: over what a scan saw. */
@Command(
        name = "checks",
        mixinStandardHelpOptions = true,
        description = "Measures the checks alone, by JMH, over the documents of a scan.")
final class BenchChecks implements Callable<Integer> {
    private static final int FORKS = 1;
    private static final int ROUNDS = 5;

    /** Until the compiler has done its work on all checks: seen to take about twenty seconds. */
    private static final int WARM_UP_ROUNDS = 16;

    @Option(names = "--threads", defaultValue = "2", description = "threads that judge (default: ${DEFAULT-VALUE})")
    private int threads;

    @Option(
            names = "--documents",
            paramLabel = "FOLDER",
            description = "of files as './vigil scan --documents' writes them (default: of the demo accounts)")
    private @Nullable Path documents;

    @Option(names = "--out", paramLabel = "FILE", description = "also writes the results as JSON")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        if (documents != null) {
            judge(documents.toAbsolutePath());
            return 0;
        }
        ScanRun scan = ScanRun.inNewFolder("checks-");
        judge(ofDemoAccounts(scan));
        scan.discard();
        return 0;
    }

    private static Path ofDemoAccounts(ScanRun scan) throws IOException, InterruptedException {
        DemoAccounts.copyTo(scan.accounts());
        Path documents = Files.createDirectories(scan.folder().resolve("documents"));
        try (SandboxProcess sandbox = scan.sandbox(Duration.ZERO)) {
            for (String account :
                    new String[] {DemoAccounts.PRODUCTION, DemoAccounts.STAGING, DemoAccounts.WELL_KEPT}) {
                scan.trust(account);
                scan.run(
                        sandbox,
                        account,
                        "--documents",
                        documents.resolve(account + ".ndjson").toString());
            }
        }
        return documents;
    }

    private void judge(Path folder) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(JudgeDocuments.class.getSimpleName())
                .param("documents", folder.toString())
                .threads(threads)
                .forks(FORKS)
                .warmupIterations(WARM_UP_ROUNDS)
                .measurementIterations(ROUNDS)
                .warmupTime(TimeValue.seconds(2))
                .measurementTime(TimeValue.seconds(4));
        if (out != null) options.resultFormat(ResultFormatType.JSON).result(out.toString());
        new Runner(options.build()).run();
    }
}
