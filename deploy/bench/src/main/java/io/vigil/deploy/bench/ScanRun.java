package io.vigil.deploy.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.deploy.stack.Folders;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Scans of a sandbox's accounts by {@code ./vigil scan}, as users run it.
 *
 * @param folder holds the accounts, the results and the logs; kept when something fails
 */
record ScanRun(Path home, Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String ROLE = "VigilReadOnly";
    static final String EXTERNAL_ID = "bench-0123456789abcdef0123456789abcdef";
    static final List<String> REGIONS = List.of("eu-central-1", "us-east-1");

    record Result(Measured measured, List<Spent> spent, long verdicts) {}

    static ScanRun inNewFolder(String prefix) throws IOException {
        Path home =
                Path.of(System.getProperty("vigil.home", ".")).toAbsolutePath().normalize();
        Path all = Files.createDirectories(home.resolve(".vigil/bench"));
        return new ScanRun(home, Files.createTempDirectory(all, prefix));
    }

    Path accounts() {
        return folder.resolve("accounts");
    }

    void trust(String account) throws IOException {
        DemoAccounts.trust(accounts(), account, EXTERNAL_ID);
    }

    SandboxProcess sandbox(Duration latency) throws IOException {
        return SandboxProcess.start(accounts(), latency, folder.resolve("sandbox.log"));
    }

    /** @throws IOException if the scan fails; the message names its log */
    Result run(SandboxProcess sandbox, String account, String... more) throws IOException, InterruptedException {
        Path verdicts = Files.createTempFile(folder, account + "-", ".ndjson");
        Path calls = verdicts.resolveSibling(verdicts.getFileName() + ".calls.json");
        Path log = verdicts.resolveSibling(verdicts.getFileName() + ".log");
        List<String> command = new ArrayList<>(List.of(
                home.resolve("vigil").toString(),
                "scan",
                "--account=" + account,
                "--role-name=" + ROLE,
                "--external-id=" + EXTERNAL_ID,
                "--endpoint-url=" + sandbox.address(),
                "--regions=" + String.join(",", REGIONS),
                "--out=" + verdicts,
                "--calls=" + calls));
        command.addAll(List.of(more));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("AWS_ACCESS_KEY_ID", SandboxOptions.Principal.LOCAL.accessKey());
        process.environment().put("AWS_SECRET_ACCESS_KEY", SandboxOptions.Principal.LOCAL.secretKey());
        Measured measured;
        try (WatchedJvm scan = WatchedJvm.start(process, log)) {
            measured = scan.ended();
        }
        if (measured.exitCode() != 0)
            throw new IOException("the scan ended with exit code %d (log: %s)".formatted(measured.exitCode(), log));
        List<Spent> spent = new ArrayList<>();
        for (String line : Files.readAllLines(calls)) spent.add(JSON.readValue(line, Spent.class));
        return new Result(measured, spent, lines(verdicts));
    }

    /** Accounts and brokers' logs of a good run are of no use to anybody; what failed lies there to be looked at. */
    void discard() {
        Folders.delete(folder);
    }

    private static long lines(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }
}
