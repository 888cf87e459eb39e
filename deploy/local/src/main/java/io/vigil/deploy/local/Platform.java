package io.vigil.deploy.local;

import static java.util.concurrent.CompletableFuture.allOf;

import io.vigil.deploy.stack.Child;
import io.vigil.deploy.stack.Children;
import io.vigil.deploy.stack.EmbeddedKafka;
import io.vigil.deploy.stack.EmbeddedKeycloak;
import io.vigil.deploy.stack.EmbeddedPostgres;
import io.vigil.deploy.stack.Loopback;
import io.vigil.deploy.stack.MailCatcher;
import io.vigil.deploy.stack.OwnJvm;
import io.vigil.deploy.stack.Part;
import io.vigil.deploy.stack.PartFailed;
import io.vigil.deploy.stack.Passwords;
import io.vigil.deploy.stack.ServiceKeys;
import io.vigil.deploy.stack.VigilDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All parts and services of the platform on this machine, each started as soon as what it needs is there. */
final class Platform implements AutoCloseable {
    static final String SANDBOX = "sandbox";
    static final String GATEWAY = "api-gateway";

    private static final Duration SANDBOX_LIMIT = Duration.ofSeconds(60);
    private static final String MAIL_FROM = "vigil@lanternfield.example";

    /** The principal that the sandbox's demo roles trust; see the sandbox's options. */
    private static final String SANDBOX_ACCESS_KEY = "AKIAVIGILSANDBOX0000";

    private static final String SANDBOX_SECRET_KEY = "vigil/sandbox/local/secret/key/000000000";

    private final Path home;
    private final DataFolder data;
    private final Optional<URI> awsEndpoint;
    private final Children children;
    private final Passwords passwords;
    private final ServiceKeys keys;
    private final ServiceJvm tenantService = service("tenant-service", Loopback.freePort());
    private final ServiceJvm reportService = service("report-service", Loopback.freePort());
    private final ServiceJvm gateway;
    private final EmbeddedPostgres postgres;
    private final EmbeddedKafka kafka;
    private final EmbeddedKeycloak keycloak;
    private final MailCatcher mail;
    private final int sandboxPort = Loopback.freePort();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final StartProgress progress = new StartProgress();
    private final List<ServiceJvm> workers;
    private volatile boolean stopping;

    /** @param portalPort 0 = any free one */
    Platform(Path home, DataFolder data, int portalPort, int workerCount, Optional<URI> awsEndpoint) {
        this.home = home;
        this.data = data;
        this.awsEndpoint = awsEndpoint;
        this.children = new Children(data.of("children"));
        this.passwords = new Passwords(data.of("passwords.properties"), new SecureRandom());
        this.keys = new ServiceKeys(data.of("keys"));
        this.gateway = service(GATEWAY, portalPort == 0 ? Loopback.freePort() : portalPort);
        this.workers = IntStream.rangeClosed(1, workerCount)
                .mapToObj(n -> new ServiceJvm("scanner-worker-" + n, "scanner-worker", Loopback.freePort()))
                .toList();
        this.postgres = new EmbeddedPostgres(
                data.of("postgres"),
                data.log(EmbeddedPostgres.NAME),
                passwords.of(EmbeddedPostgres.SUPERUSER),
                EmbeddedPostgres.Durability.DURABLE,
                children);
        this.kafka = new EmbeddedKafka(data.of("kafka"), data.log(EmbeddedKafka.NAME), children, Map.of());
        this.keycloak = new EmbeddedKeycloak(
                data.of("keycloak"), data.log(EmbeddedKeycloak.NAME), postgres.address(), passwords, children);
        this.mail = new MailCatcher(data.of("mails"), data.log(MailCatcher.NAME), children);
    }

    private static ServiceJvm service(String name, int port) {
        return new ServiceJvm(name, name, port);
    }

    /** Ends what a killed launcher left behind. */
    void endOrphans() {
        for (String orphan : children.endOrphans()) {
            Terminal.line("ended " + orphan + ", which an earlier up left behind");
        }
    }

    /** What is done once for a user and kept in the cache. */
    void prepare() {
        if (EmbeddedKeycloak.isPrepared()) {
            return;
        }
        Terminal.line("unpacking and building Keycloak, once for this user: about a minute");
        long from = System.nanoTime();
        EmbeddedKeycloak.prepare(children, data.log(EmbeddedKeycloak.NAME));
        Terminal.line("built Keycloak in %.0f s".formatted((System.nanoTime() - from) / 1e9));
    }

    /** Returns when all answer; the first part that fails ends the wait. */
    void start() {
        var database = run(EmbeddedPostgres.NAME, this::startDatabase);
        var broker = run(EmbeddedKafka.NAME, () -> kafka.start());
        var mails = run(MailCatcher.NAME, () -> mail.start());
        var sandbox = awsEndpoint.isPresent()
                ? CompletableFuture.<Void>completedFuture(null)
                : run(SANDBOX, this::startSandbox);
        var login = database.thenCompose(ready -> run(EmbeddedKeycloak.NAME, () -> keycloak.start()));
        var tenants = allOf(database, broker).thenCompose(ready -> run(tenantService, tenantServiceEnvironment()));
        var reports = allOf(database, broker).thenCompose(ready -> run(reportService, reportServiceEnvironment()));
        // it asks for the realm when the first person comes
        var door = run(gateway, gatewayEnvironment());
        List<CompletableFuture<Void>> all =
                new ArrayList<>(List.of(database, broker, mails, sandbox, login, tenants, reports, door));
        for (ServiceJvm worker : workers) {
            all.add(allOf(broker, tenants).thenCompose(ready -> run(worker, workerEnvironment(worker.name()))));
        }
        CompletableFuture<Void> failed = new CompletableFuture<>();
        all.forEach(part -> part.whenComplete((done, error) -> {
            if (error != null) {
                failed.completeExceptionally(error);
            }
        }));
        try (progress) {
            progress.show();
            CompletableFuture.anyOf(allOf(all.toArray(CompletableFuture[]::new)), failed)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private CompletableFuture<Void> run(ServiceJvm service, Map<String, String> environment) {
        return run(service.name(), () -> service.start(home, children, data.log(service.name()), client, environment));
    }

    private CompletableFuture<Void> run(String part, Callable<?> start) {
        return CompletableFuture.runAsync(
                () -> {
                    progress.begin(part);
                    call(part, start);
                    progress.end(part);
                },
                threads);
    }

    private static void call(String part, Callable<?> start) {
        try {
            start.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new PartFailed(part, "cannot be started: " + e.getMessage(), null, e);
        }
    }

    private EmbeddedPostgres startDatabase() {
        postgres.start();
        try {
            new VigilDatabase(postgres.address()).prepare(passwords);
        } catch (SQLException e) {
            throw new PartFailed(
                    EmbeddedPostgres.NAME,
                    "cannot prepare the databases: " + e.getMessage(),
                    data.log(EmbeddedPostgres.NAME),
                    e);
        }
        return postgres;
    }

    private Child startSandbox() {
        Path accounts = data.accounts(home.resolve("deploy/sandbox/accounts"));
        ProcessBuilder command = new ProcessBuilder(List.of(
                OwnJvm.java().toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                OwnJvm.CARRIERS,
                "-cp",
                home.resolve("deploy/local/target/lib") + "/*",
                "io.vigil.sandbox.SandboxServer",
                "--accounts",
                accounts.toString(),
                "--port",
                Integer.toString(sandboxPort)));
        Child child = children.start(SANDBOX, command, data.log(SANDBOX));
        child.awaitReady(SANDBOX_LIMIT, () -> !Loopback.isFree(sandboxPort));
        return child;
    }

    private Map<String, String> common(String service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("VIGIL_LOCAL", "true");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.address());
        environment.put("VIGIL_TOKEN_KEY", keys.privateKey(service).toString());
        environment.put("VIGIL_TOKEN_KEYS", keys.publicKeys().toString());
        environment.put("VIGIL_TENANT_SERVICE_URL", tenantService.url());
        environment.put("VIGIL_REPORT_SERVICE_URL", reportService.url());
        environment.put("VIGIL_PORTAL_URL", gateway.url());
        return environment;
    }

    private Map<String, String> database(String service) {
        Map<String, String> environment = common(service);
        String role = service.replace('-', '_');
        environment.put("VIGIL_DB_URL", postgres.address().jdbcUrl(VigilDatabase.NAME));
        environment.put("VIGIL_DB_PASSWORD", passwords.of(role));
        environment.put("VIGIL_DB_OWNER_PASSWORD", passwords.of(role + "_owner"));
        return environment;
    }

    private Map<String, String> tenantServiceEnvironment() {
        Map<String, String> environment = database("tenant-service");
        environment.put("VIGIL_MSP_ADMINS", DemoPeople.MSP_ADMIN.subject());
        environment.put("VIGIL_OIDC_URL", keycloak.address());
        environment.put("VIGIL_IDENTITY_CLIENT_SECRET", passwords.of(EmbeddedKeycloak.PEOPLE_SECRET));
        putMail(environment);
        // nobody tries the way out for a week
        environment.put("VIGIL_OFFBOARDING_GRACE", "PT0S");
        if (awsEndpoint.isEmpty()) {
            environment.put("VIGIL_ACCOUNTS_REGIONS", "eu-central-1,us-east-1");
            environment.put("VIGIL_PROVIDER_PRINCIPAL", DemoCustomers.SANDBOX_PRINCIPAL);
        }
        return environment;
    }

    private Map<String, String> reportServiceEnvironment() {
        Map<String, String> environment = database("report-service");
        environment.put("VIGIL_SECRETS_KEYS", keys.secretsKeys("report-service").toString());
        putMail(environment);
        return environment;
    }

    private void putMail(Map<String, String> environment) {
        environment.put("VIGIL_SMTP_HOST", Loopback.HOST);
        environment.put("VIGIL_SMTP_PORT", Integer.toString(mail.smtpPort()));
        environment.put("VIGIL_MAIL_FROM", MAIL_FROM);
    }

    private Map<String, String> gatewayEnvironment() {
        Map<String, String> environment = common(GATEWAY);
        environment.put("VIGIL_OIDC_URL", keycloak.address());
        environment.put("VIGIL_OIDC_CLIENT_SECRET", passwords.of(EmbeddedKeycloak.PORTAL_SECRET));
        environment.put("VIGIL_LOCAL", "true");
        // the local realm's demo staff has none
        environment.put("VIGIL_STAFF_SECOND_FACTOR", "false");
        if (awsEndpoint.isEmpty()) {
            environment.put("VIGIL_PROVIDER_PRINCIPAL", DemoCustomers.SANDBOX_PRINCIPAL);
        }
        return environment;
    }

    private Map<String, String> workerEnvironment(String name) {
        Map<String, String> environment = common("scanner-worker");
        environment.put("VIGIL_WORKER_NAME", name);
        environment.put("VIGIL_AWS_ENDPOINT", sandboxUrl());
        if (awsEndpoint.isEmpty()) {
            environment.put("AWS_ACCESS_KEY_ID", SANDBOX_ACCESS_KEY);
            environment.put("AWS_SECRET_ACCESS_KEY", SANDBOX_SECRET_KEY);
            environment.put("AWS_REGION", "us-east-1");
        }
        return environment;
    }

    private String sandboxUrl() {
        return awsEndpoint.map(URI::toString).orElse("http://" + Loopback.HOST + ":" + sandboxPort);
    }

    Addresses addresses() {
        return new Addresses(
                gateway.url(),
                keycloak.address(),
                sandboxUrl(),
                mail.address(),
                kafka.address(),
                passwords.of(EmbeddedKeycloak.DEMO_PASSWORD));
    }

    long residentMib() {
        return Memory.ofThisMachine()
                .resident(Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        children.running().stream().flatMap(child -> child.tree().stream())));
    }

    /** Fails when a part ended. A worker may, as in production: its unit goes to another one, and it is started again. */
    void check() {
        // what ends now was told to
        if (stopping) return;
        for (Child child : children.running()) {
            Optional<ServiceJvm> worker = workers.stream()
                    .filter(candidate -> candidate.name().equals(child.part()))
                    .findFirst();
            if (worker.isPresent() && child.wasReady() && !child.process().isAlive()) {
                startAgain(child, worker.get());
            } else {
                child.demandAlive();
            }
        }
    }

    private void startAgain(Child ended, ServiceJvm worker) {
        Terminal.line("%s ended with exit code %d and is started again (log: %s)"
                .formatted(worker.name(), ended.process().exitValue(), ended.log()));
        children.forget(ended);
        run(worker, workerEnvironment(worker.name()));
    }

    /** Services first, then what they run on. */
    @Override
    public void close() {
        stopping = true;
        List<String> parts = List.of(EmbeddedPostgres.NAME, EmbeddedKafka.NAME, EmbeddedKeycloak.NAME);
        children.running().parallelStream()
                .filter(child -> !parts.contains(child.part()))
                .forEach(Child::close);
        for (Part part : List.of(keycloak, kafka, postgres)) {
            part.close();
        }
        children.close();
        client.shutdownNow();
        threads.shutdownNow();
    }
}
