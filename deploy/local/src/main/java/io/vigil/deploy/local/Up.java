package io.vigil.deploy.local;

import io.vigil.deploy.stack.Loopback;
import io.vigil.deploy.stack.PartFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the whole platform on this machine, shows it on demo customers, and stays until it is told to end. */
@Command(
        name = "vigil up",
        mixinStandardHelpOptions = true,
        description = "Start everything on this machine, scan the demo customers, stay up until Ctrl-C.")
public final class Up implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(500);

    @Option(names = "--once", description = "Leave after the first scans and reports")
    private boolean once;

    @Option(names = "--no-demo", description = "Make no customers and no scans")
    private boolean noDemo;

    @Option(names = "--workers", defaultValue = "2", description = "Scanner workers (default 2)")
    private int workers;

    @Option(names = "--port", defaultValue = "0", description = "The portal's port; 0 (the default) = any free one")
    private int port;

    @Option(names = "--aws-endpoint", description = "An AWS-compatible endpoint instead of the sandbox")
    private @Nullable String awsEndpoint;

    @Option(names = "--data", description = "Folder that keeps everything (default: .vigil)")
    private @Nullable Path data;

    private Up() {}

    public static void main(String[] args) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.exit(new CommandLine(new Up()).execute(args));
    }

    @Override
    public Integer call() {
        try {
            run();
            return 0;
        } catch (PartFailed | DemoFailed e) {
            Terminal.line("vigil: " + e.getMessage());
            return 1;
        }
    }

    private void run() {
        long from = System.nanoTime();
        Path home =
                Path.of(System.getProperty("vigil.home", ".")).toAbsolutePath().normalize();
        DataFolder folder = new DataFolder(data == null ? home.resolve(".vigil") : data);
        if (workers < 1) {
            throw new PartFailed("scanner-worker", "--workers " + workers + ": at least one is needed", null);
        }
        if (port != 0 && !Loopback.isFree(port)) {
            throw new PartFailed("api-gateway", "port " + port + " is taken by another program", null);
        }
        folder.take();
        Platform platform = new Platform(
                home, folder, port == 0 ? Loopback.freePort() : port, workers, Optional.ofNullable(awsEndpoint));
        Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "stop"));
        platform.start();
        Addresses addresses = platform.addresses();
        addresses.write(folder.of("addresses.json"));
        Terminal.line(
                "ready in %.0f s, %d MiB resident".formatted((System.nanoTime() - from) / 1e9, platform.residentMib()));
        if (!noDemo) {
            demo(folder, addresses);
        }
        tell(addresses);
        if (!once) {
            stay(platform);
        }
    }

    private static void demo(DataFolder folder, Addresses addresses) {
        List<DemoCustomers.Customer> customers =
                new DemoCustomers(addresses, folder.of("sandbox").resolve("accounts")).make();
        new DemoScans(addresses).run(customers);
        DemoResults results = new DemoResults(addresses, folder.of("reports"));
        customers.forEach(results::show);
    }

    private static void tell(Addresses addresses) {
        Terminal.line("");
        Terminal.line("portal  " + addresses.portal());
        Terminal.line("        vera (a customer's viewer), amir (admin), bruna (another's admin),");
        Terminal.line("        nadia (MSP analyst), marek (MSP admin); password " + addresses.demoPassword());
        Terminal.line("mail    " + addresses.mail());
    }

    private static void stay(Platform platform) {
        Terminal.line("Ctrl-C stops everything");
        try {
            while (true) {
                Thread.sleep(LOOK);
                platform.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
