package io.vigil.deploy.stack;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server from Maven artifacts, on loopback with password login only, also for root and after a crash. */
public final class EmbeddedPostgres implements Part {
    public static final String NAME = "postgresql";
    public static final String SUPERUSER = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(120);
    private static final Duration END_WITHIN = Duration.ofSeconds(10);

    /** Of the pid file, from 0. */
    private static final int PORT_LINE = 3;

    /** How hard the server holds on to a commit. */
    public enum Durability {
        /** Survives a crash of the machine. */
        DURABLE,
        /** Survives a crash of the server only; for tests. */
        FAST
    }

    private final Path folder;
    private final Path log;
    private final String password;
    private final Durability durability;
    private final Children children;
    private final int port;
    private @Nullable Child child;

    /**
     * @param folder keeps the cluster; made at the first start
     * @param password of {@link #SUPERUSER}; must be the one of the first start
     */
    public EmbeddedPostgres(Path folder, Path log, String password, Durability durability, Children children) {
        this(folder, log, password, durability, children, Loopback.freePort());
    }

    public EmbeddedPostgres(
            Path folder, Path log, String password, Durability durability, Children children, int port) {
        this.folder = folder;
        this.log = log;
        this.password = password;
        this.durability = durability;
        this.children = children;
        this.port = port;
    }

    @Override
    public String name() {
        return NAME;
    }

    public EmbeddedPostgres start() {
        Path bin = PostgresBinaries.bin();
        try {
            Path home = PostgresFolder.of(folder);
            Path cluster = home.resolve("cluster");
            if (!Files.exists(cluster.resolve("PG_VERSION"))) {
                create(bin, home, cluster);
            } else {
                stopFormer(bin, cluster);
            }
            Child started = children.start(NAME, command(bin, cluster), log);
            child = started;
            started.awaitReady(START_LIMIT, this::acceptsLogin);
        } catch (IOException e) {
            throw new PartFailed(NAME, "cannot write its folder " + folder + ": " + e.getMessage(), log, e);
        }
        return this;
    }

    /** Made beside and renamed when complete, so that a start killed half-way leaves nothing that looks ready. */
    private void create(Path bin, Path home, Path cluster) throws IOException {
        Path draft = home.resolve("cluster.draft");
        Folders.delete(draft);
        Files.createDirectory(draft);
        RunAs.keepPrivate(draft);
        RunAs.giveAway(draft);
        Path passwordFile = home.resolve("password");
        Files.deleteIfExists(passwordFile);
        Files.createFile(passwordFile);
        RunAs.keepPrivate(passwordFile);
        Files.writeString(passwordFile, password + "\n");
        RunAs.giveAway(passwordFile);
        try {
            run(List.of(
                    bin.resolve("initdb").toString(),
                    "--pgdata=" + draft,
                    "--username=" + SUPERUSER,
                    "--auth=scram-sha-256",
                    "--pwfile=" + passwordFile,
                    "--locale=C",
                    "--encoding=UTF8",
                    "--no-sync"));
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(draft, cluster);
    }

    /** The server that another launcher runs on the folder; empty when none does. */
    public static Optional<PostgresAddress> running(Path folder, String password) {
        try {
            Path pidFile = PostgresFolder.of(folder).resolve("cluster").resolve("postmaster.pid");
            if (Files.notExists(pidFile)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(pidFile);
            boolean alive = lines.size() > PORT_LINE
                    && ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .flatMap(handle -> handle.info().command())
                            .filter(command -> command.endsWith("/postgres"))
                            .isPresent();
            return alive
                    ? Optional.of(new PostgresAddress(
                            Loopback.HOST, Integer.parseInt(lines.get(PORT_LINE).strip()), SUPERUSER, password))
                    : Optional.empty();
        } catch (IOException e) {
            throw new PartFailed(NAME, "cannot read its folder " + folder + ": " + e.getMessage(), null, e);
        }
    }

    /** A server that outlived its launcher still holds the cluster; a stale pid file may name a stranger by now. */
    private void stopFormer(Path bin, Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> former = ProcessHandle.of(
                Long.parseLong(Files.readAllLines(pidFile).getFirst().strip()));
        if (former.flatMap(handle -> handle.info().command())
                .filter(command -> command.endsWith("/postgres"))
                .isPresent()) {
            run(List.of(bin.resolve("pg_ctl").toString(), "--pgdata=" + cluster, "--mode=fast", "--wait", "stop"));
        }
    }

    private ProcessBuilder command(Path bin, Path cluster) {
        List<String> command = new ArrayList<>(List.of(bin.resolve("postgres").toString(), "-D", cluster.toString()));
        settings().forEach(setting -> {
            command.add("-c");
            command.add(setting);
        });
        return environment(new ProcessBuilder(RunAs.unprivileged(command)));
    }

    private List<String> settings() {
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=" + Loopback.HOST,
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=100",
                "timezone=UTC",
                "log_timezone=UTC",
                "lc_messages=C"));
        switch (durability) {
            case FAST -> settings.addAll(List.of("shared_buffers=64MB", "fsync=off", "full_page_writes=off"));
            case DURABLE -> settings.add("shared_buffers=" + buffersMiB() + "MB");
        }
        return settings;
    }

    /**
     * A sixteenth of the memory, within bounds. Pages are only taken as they are used. With too few, a page that was changed is
     * written to make room, and waits for the log to be on the disk.
     */
    private static long buffersMiB() {
        long memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return Math.clamp(memory / 16 / 1024 / 1024, 64, 1024);
    }

    private ProcessBuilder environment(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(key -> key.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
        return builder.directory(Path.of("/").toFile());
    }

    private void run(List<String> command) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        Process process = environment(new ProcessBuilder(RunAs.unprivileged(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        String program = Path.of(command.getFirst()).getFileName().toString();
        try {
            if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                Child.end(process.toHandle(), END_WITHIN);
                throw new PartFailed(NAME, program + " did not end in " + COMMAND_LIMIT.toSeconds() + " s", log);
            }
        } catch (InterruptedException e) {
            // killed alone, initdb leaves a server that writes on
            Child.end(process.toHandle(), END_WITHIN);
            Thread.currentThread().interrupt();
            throw new PartFailed(NAME, "interrupted during " + program, log, e);
        }
        if (process.exitValue() != 0) {
            throw new PartFailed(
                    NAME,
                    program + " ended with exit code " + process.exitValue() + new Child(NAME, process, log).reason(),
                    log);
        }
    }

    private boolean acceptsLogin() {
        if (!Loopback.answers(port)) {
            return false;
        }
        try (Connection connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                throw new PartFailed(
                        NAME, "the cluster in " + folder + " was made with another password; move it away", log, e);
            }
            return false;
        }
    }

    public PostgresAddress address() {
        return new PostgresAddress(Loopback.HOST, port, SUPERUSER, password);
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(address().jdbcUrl(database), SUPERUSER, password);
    }

    @Override
    public Optional<Child> child() {
        return Optional.ofNullable(child);
    }

    /** Stops it the fast way: open sessions are ended, nothing committed is lost. */
    @Override
    public void close() {
        Child running = child;
        if (running == null || !running.process().isAlive()) {
            return;
        }
        try {
            stopFormer(PostgresBinaries.bin(), PostgresFolder.of(folder).resolve("cluster"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running.close();
        }
    }
}
