package io.vigil.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a sandbox until it is told to end. */
@Command(name = "sandbox", mixinStandardHelpOptions = true, description = "An AWS to scan without AWS.")
public final class SandboxServer implements Callable<Integer> {
    @Option(names = "--accounts", required = true, description = "Folder with one folder an account")
    private Path accounts = Path.of(".");

    @Option(names = "--port", defaultValue = "0", description = "Port of loopback; 0 (the default) = any free one")
    private int port;

    @Option(names = "--page-size", defaultValue = "50", description = "Items a page at most (default 50)")
    private int pageSize;

    @Option(names = "--latency-ms", defaultValue = "0", description = "Milliseconds to hold back every answer")
    private long latencyMillis;

    @Option(names = "--access-key", description = "The platform principal's access key")
    private String accessKey = SandboxOptions.Principal.LOCAL.accessKey();

    @Option(names = "--secret-key", description = "The platform principal's secret key")
    private String secretKey = SandboxOptions.Principal.LOCAL.secretKey();

    @Option(names = "--principal-account", description = "The platform principal's own account")
    private String principalAccount = SandboxOptions.Principal.LOCAL.account();

    private SandboxServer() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new SandboxServer()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        var principal = new SandboxOptions.Principal(
                accessKey, secretKey, principalAccount, "arn:aws:iam::" + principalAccount + ":user/vigil-scanner");
        var options = new SandboxOptions(
                accounts, port, pageSize, Duration.ofMillis(latencyMillis), principal, InstantSource.system());
        try (var sandbox = Sandbox.start(options)) {
            System.out.println("listening on " + sandbox.uri());
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
