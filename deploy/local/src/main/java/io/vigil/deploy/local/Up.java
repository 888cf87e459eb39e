package io.vigil.deploy.local;

import io.vigil.deploy.stack.Loopback;
import io.vigil.deploy.stack.PartFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
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
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts the whole platform on this machine, shows it on demo customers, and stays until it is told to end. */
@Command(
        name = "./vigil up",
        sortOptions = false,
        description = "Starts everything on this machine, scans the demo customers, stays up until Ctrl-C.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:with --once, all scans finished and all reports are there",
            "1:a part did not start or ended, a scan did not finish, or something is missing; the last line says which",
            "2:the command was used wrongly; nothing was started",
            "130:stopped by Ctrl-C"
        })
public final class Up implements Callable<Integer> {
    static final int FAILED = 1;

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int HIGHEST_PORT = 65535;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--once", description = "leave after the first scans and reports")
    private boolean once;

    @Option(names = "--no-demo", description = "make no customers and no scans")
    private boolean noDemo;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "2", description = "scanner workers (default 2)")
    private int workers;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "the portal's port (default: any free one)")
    private int port;

    @Option(
            names = "--aws-endpoint",
            paramLabel = "URL",
            description = "an AWS-compatible endpoint instead of the sandbox")
    private @Nullable String awsEndpoint;

    @Option(names = "--data", paramLabel = "DIR", description = "keeps everything (default: .vigil in the clone)")
    private @Nullable Path data;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help")
    private boolean help;

    private volatile boolean stopping;

    Up() {}

    public static void main(String[] args) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        System.exit(new CommandLine(new Up()).execute(args));
    }

    @Override
    public Integer call() {
        demandSense();
        Path home =
                Path.of(System.getProperty("vigil.home", ".")).toAbsolutePath().normalize();
        DataFolder folder = new DataFolder(data == null ? home.resolve(".vigil") : data);
        try {
            run(home, folder);
            return 0;
        } catch (RuntimeException e) {
            // after Ctrl-C parts fail because they were told to end
            if (!stopping) {
                Terminal.last("vigil: " + explain(e, folder));
            }
            return FAILED;
        }
    }

    private void demandSense() {
        if (workers < 1) {
            throw wrong("--workers " + workers + ": at least one is needed");
        }
        if (port < 0 || port > HIGHEST_PORT) {
            throw wrong("--port " + port + ": ports are numbers up to " + HIGHEST_PORT);
        }
        endpoint();
    }

    private Optional<URI> endpoint() {
        if (awsEndpoint == null) {
            return Optional.empty();
        }
        try {
            URI address = new URI(awsEndpoint);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return Optional.of(address);
            }
        } catch (URISyntaxException e) {
            // said below, as for every address that is none
        }
        throw wrong("--aws-endpoint " + awsEndpoint + ": write it as http://host:port");
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return new ParameterException(spec.commandLine(), message);
    }

    /** One line for the user; what it cannot tell goes to the log. */
    private static String explain(RuntimeException e, DataFolder folder) {
        Optional<String> lackOfRoom = folder.lackOfRoom();
        if (lackOfRoom.isPresent()) {
            return lackOfRoom.get();
        }
        if (e instanceof PartFailed || e instanceof DemoFailed) {
            return String.valueOf(e.getMessage());
        }
        Path log = folder.log("up");
        try {
            Files.createDirectories(log.getParent());
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(log))) {
                e.printStackTrace(out);
            }
        } catch (IOException unwritable) {
            return e + " (and no log could be written: " + unwritable + ")";
        }
        return (e.getMessage() == null ? e.toString() : e.getMessage()) + " (log: " + log + ")";
    }

    private void run(Path home, DataFolder folder) {
        folder.take();
        folder.freshLogs();
        Platform platform = new Platform(home, folder, port, workers, endpoint());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(platform), "stop"));
        platform.endOrphans();
        folder.demandRoom(Memory.ofThisMachine());
        if (port != 0 && !Loopback.isFree(port)) {
            throw new PartFailed(
                    Platform.GATEWAY, "port " + port + " is taken by another program; --port names another", null);
        }
        platform.prepare();
        long from = System.nanoTime();
        Terminal.line("starting; each part writes its log to " + folder.logs());
        platform.start();
        Addresses addresses = platform.addresses();
        addresses.write(folder.of("addresses.json"));
        Terminal.line("ready in %.0f s, %d MiB resident: %s"
                .formatted((System.nanoTime() - from) / 1e9, platform.residentMib(), addresses.portal()));
        if (!noDemo) {
            demo(folder, addresses);
        }
        Guide.show(addresses, folder, !noDemo);
        if (!once) {
            stay(platform, folder);
        }
    }

    private void stop(Platform platform) {
        stopping = true;
        Terminal.line("stopping …");
        platform.close();
        Terminal.line("stopped; the data stays");
    }

    private static void demo(DataFolder folder, Addresses addresses) {
        List<DemoCustomers.Customer> customers =
                new DemoCustomers(addresses, folder.of("sandbox").resolve("accounts")).make();
        new DemoScans(addresses).run(customers);
        DemoResults results = new DemoResults(addresses, folder.of("reports"));
        customers.forEach(results::show);
    }

    private static void stay(Platform platform, DataFolder folder) {
        Terminal.line("");
        Terminal.line("Ctrl-C stops everything; the data stays.");
        boolean isTold = false;
        try {
            while (true) {
                Thread.sleep(LOOK);
                Optional<String> lackOfRoom = folder.lackOfRoom();
                if (lackOfRoom.isPresent() && !isTold) {
                    Terminal.line("vigil: " + lackOfRoom.get());
                }
                isTold = lackOfRoom.isPresent();
                platform.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
