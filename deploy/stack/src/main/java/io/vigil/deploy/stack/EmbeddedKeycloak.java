package io.vigil.deploy.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Keycloak server with the realm {@code vigil}, on a database of the stack's PostgreSQL. */
public final class EmbeddedKeycloak implements Part {
    public static final String NAME = "keycloak";
    public static final String PORTAL_SECRET = "oidc-client";
    public static final String CLI_SECRET = "cli-client";
    public static final String PEOPLE_SECRET = "people-client";
    public static final String DEMO_PASSWORD = "demo-people";
    public static final String ADMIN_PASSWORD = "keycloak-admin";

    private static final Duration START_LIMIT = Duration.ofMinutes(6);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(5);

    private final Path folder;
    private final Path log;
    private final PostgresAddress database;
    private final Passwords passwords;
    private final Children children;
    private final int port = Loopback.freePort();
    private @Nullable Child child;

    /**
     * @param folder keeps the import file; all else lies in the database {@link VigilDatabase#KEYCLOAK}
     * @param passwords of the database role, the clients and the demo people, by the names above
     */
    public EmbeddedKeycloak(Path folder, Path log, PostgresAddress database, Passwords passwords, Children children) {
        this.folder = folder;
        this.log = log;
        this.database = database;
        this.passwords = passwords;
        this.children = children;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** Unpacks and builds the server if this user has not yet, which may run while the database starts. */
    public static void prepare(Children children, Path log) {
        KeycloakDistribution.folder(children, log);
    }

    /** Whether {@link #prepare} has nothing to do. */
    public static boolean isPrepared() {
        return KeycloakDistribution.isPrepared();
    }

    public EmbeddedKeycloak start() {
        Path home;
        try {
            Path distribution = KeycloakDistribution.folder(children, log);
            home = KeycloakDistribution.home(folder, distribution);
            LocalRealm.write(home.resolve("data/import/vigil-realm.json"));
            KeycloakSchema.apply(
                    distribution.resolve(KeycloakSchema.FILE), database, passwords.of(VigilDatabase.KEYCLOAK));
        } catch (SQLException e) {
            throw new PartFailed(NAME, "cannot make its tables: " + e.getMessage(), log, e);
        } catch (IOException e) {
            throw new PartFailed(NAME, "cannot write its folder " + folder + ": " + e.getMessage(), log, e);
        }
        ProcessBuilder command = java(
                home,
                "320m",
                List.of(
                        "start",
                        "--optimized",
                        "--import-realm",
                        "--http-enabled=true",
                        "--http-host=" + Loopback.HOST,
                        "--http-port=" + port,
                        "--hostname-strict=false",
                        "--cache=local",
                        "--log-level=warn",
                        "--db-url=" + database.jdbcUrl(VigilDatabase.KEYCLOAK),
                        "--db-username=" + VigilDatabase.KEYCLOAK,
                        "--db-pool-initial-size=1",
                        "--db-pool-max-size=10"));
        command.environment().put("KC_DB_PASSWORD", passwords.of(VigilDatabase.KEYCLOAK));
        command.environment().putAll(secrets(passwords));
        Child started = children.start(NAME, command, log);
        child = started;
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(ASK_LIMIT).build()) {
            started.awaitReady(START_LIMIT, () -> Loopback.answers(port) && knowsRealm(client));
        }
        return this;
    }

    /** Environment variables from which the server fills the realm's placeholders, and its first administrator's. */
    public static Map<String, String> secrets(Passwords passwords) {
        return Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                "admin",
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                passwords.of(ADMIN_PASSWORD),
                "VIGIL_OIDC_CLIENT_SECRET",
                passwords.of(PORTAL_SECRET),
                "VIGIL_CLI_CLIENT_SECRET",
                passwords.of(CLI_SECRET),
                "VIGIL_PEOPLE_CLIENT_SECRET",
                passwords.of(PEOPLE_SECRET),
                "VIGIL_DEMO_PASSWORD",
                passwords.of(DEMO_PASSWORD));
    }

    /** It answers 503 while it starts. */
    private boolean knowsRealm(HttpClient client) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/.well-known/openid-configuration"))
                .timeout(ASK_LIMIT)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PartFailed(NAME, "interrupted while starting", log, e);
        }
    }

    /** The server's own script does the same, but stays as the parent of the JVM. */
    static ProcessBuilder java(Path home, String heap, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                OwnJvm.java().toString(),
                "-Xms64m",
                "-Xmx" + heap,
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dquarkus-log-max-startup-records=10000",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(key -> key.startsWith("KC_") || key.startsWith("KEYCLOAK_"));
        return builder;
    }

    /** The realm's URL, the issuer of its tokens. */
    public String address() {
        return "http://" + Loopback.HOST + ":" + port + "/realms/vigil";
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
