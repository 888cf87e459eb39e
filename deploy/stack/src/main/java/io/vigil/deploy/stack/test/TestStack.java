package io.vigil.deploy.stack.test;

import io.vigil.deploy.stack.Children;
import io.vigil.deploy.stack.EmbeddedKafka;
import io.vigil.deploy.stack.EmbeddedKeycloak;
import io.vigil.deploy.stack.EmbeddedPostgres;
import io.vigil.deploy.stack.Loopback;
import io.vigil.deploy.stack.MailCatcher;
import io.vigil.deploy.stack.Passwords;
import io.vigil.deploy.stack.PostgresAddress;
import io.vigil.deploy.stack.ServiceKeys;
import io.vigil.deploy.stack.StackMode;
import io.vigil.deploy.stack.VigilDatabase;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The parts of this test JVM. What runs is remembered in system properties, not in static fields: the tests' class loaders
 * come and go with the test classes, and each would start a stack of its own.
 */
final class TestStack {
    private static final String STARTED = "vigil.stack.started.";

    private TestStack() {}

    static Map<String, String> part(String part, String service) {
        return switch (part) {
            case "postgres" -> postgres(service);
            case "kafka" -> Map.of("kafka.bootstrap.servers", once("kafka", TestStack::startKafka));
            case "keycloak" -> keycloak();
            case "mail" -> mail();
            default ->
                throw new IllegalArgumentException(
                        "StackResource: parts=" + part + " is none of postgres, kafka, keycloak, mail");
        };
    }

    private static Map<String, String> postgres(String service) {
        String url = once("postgres", TestStack::startPostgres);
        Map<String, String> configuration = new HashMap<>(Map.of("vigil.db.url", url));
        VigilDatabase.SERVICES.stream()
                .filter(known -> known.name().equals(service))
                .findFirst()
                .ifPresent(known -> {
                    configuration.put("vigil.db.password", passwords().of(known.role()));
                    configuration.put("vigil.db.owner.password", passwords().of(known.ownerRole()));
                });
        return configuration;
    }

    private static Map<String, String> keycloak() {
        return Map.of(
                "vigil.oidc.url", once("keycloak", TestStack::startKeycloak),
                "vigil.oidc.client-secret", passwords().of(EmbeddedKeycloak.PORTAL_SECRET),
                "vigil.identity.client-secret", passwords().of(EmbeddedKeycloak.PEOPLE_SECRET),
                "vigil.test.cli.secret", passwords().of(EmbeddedKeycloak.CLI_SECRET),
                "vigil.test.demo.password", passwords().of(EmbeddedKeycloak.DEMO_PASSWORD),
                "vigil.test.keycloak.admin.password", passwords().of(EmbeddedKeycloak.ADMIN_PASSWORD));
    }

    private static Map<String, String> mail() {
        String[] ports = once("mail", TestStack::startMail).split(" ");
        return Map.of(
                "vigil.smtp.host",
                Loopback.HOST,
                "vigil.smtp.port",
                ports[0],
                "vigil.mail.from",
                "vigil@lanternfield.example",
                "vigil.test.mail.page",
                ports[1]);
    }

    static Map<String, String> keys(String service) {
        ServiceKeys keys = new ServiceKeys(folder().resolve("keys"));
        return Map.of(
                "vigil.token.key", keys.privateKey(service).toString(),
                "vigil.token.keys", keys.publicKeys().toString(),
                "vigil.secrets.keys", keys.secretsKeys(service).toString(),
                "vigil.test.keys", folder().resolve("keys").toString());
    }

    /** On a server that others use too, a database of this JVM's own. */
    private static String preparePostgres(PostgresAddress server) {
        String name = "vigil_test_" + UUID.randomUUID().toString().replace("-", "");
        VigilDatabase database = new VigilDatabase(server, name);
        try {
            database.prepareServices(passwords());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare the database on " + server + ": " + e.getMessage(), e);
        }
        endWithTests(database::drop);
        return server.jdbcUrl(name);
    }

    private static String startPostgres() {
        switch (StackMode.chosen()) {
            case CONTAINERS -> {
                return preparePostgres(ContainerParts.postgres(passwords()));
            }
            case EXTERNAL -> {
                return preparePostgres(external().postgres());
            }
            case EMBEDDED -> {}
        }
        EmbeddedPostgres server = new EmbeddedPostgres(
                        folder().resolve("postgres"),
                        log("postgres"),
                        passwords().of(EmbeddedPostgres.SUPERUSER),
                        // what is measured is measured as it runs
                        Boolean.getBoolean("vigil.stack.durable")
                                ? EmbeddedPostgres.Durability.DURABLE
                                : EmbeddedPostgres.Durability.FAST,
                        children("postgres"))
                .start();
        try {
            new VigilDatabase(server.address()).prepare(passwords());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot prepare the database: " + e.getMessage(), e);
        }
        endWithTests(server);
        return server.address().jdbcUrl(VigilDatabase.NAME);
    }

    private static ExternalParts external() {
        return new ExternalParts(System.getenv());
    }

    private static String startKafka() {
        switch (StackMode.chosen()) {
            case CONTAINERS -> {
                return ContainerParts.kafka();
            }
            case EXTERNAL -> {
                return external().kafka();
            }
            case EMBEDDED -> {}
        }
        EmbeddedKafka broker = new EmbeddedKafka(
                        folder().resolve("kafka"),
                        log("kafka"),
                        children("kafka"),
                        Map.of("group.share.min.record.lock.duration.ms", "1000"))
                .start();
        endWithTests(broker);
        return broker.address();
    }

    private static String startKeycloak() {
        switch (StackMode.chosen()) {
            case CONTAINERS -> {
                return ContainerParts.keycloak(passwords());
            }
            case EXTERNAL -> {
                return external().keycloak(passwords());
            }
            case EMBEDDED -> {}
        }
        String[] address = once("postgres", TestStack::startPostgres)
                .replaceAll(".*//", "")
                .split("[:/]");
        EmbeddedKeycloak server = new EmbeddedKeycloak(
                        folder().resolve("keycloak"),
                        log("keycloak"),
                        // only host and port count: it comes as its own role, whose password VigilDatabase has set
                        new PostgresAddress(address[0], Integer.parseInt(address[1]), VigilDatabase.KEYCLOAK, ""),
                        passwords(),
                        children("keycloak"))
                .start();
        PartSwitch.offer("keycloak", new PartSwitch.Turned() {
            @Override
            public void stop() {
                server.close();
            }

            @Override
            public void start() {
                server.start();
            }
        });
        endWithTests(server);
        return server.address();
    }

    private static String startMail() {
        MailCatcher catcher = new MailCatcher(folder().resolve("mail"), log("mail"), children("mail")).start();
        endWithTests(catcher);
        return catcher.smtpPort() + " " + catcher.address();
    }

    private static void endWithTests(AutoCloseable part) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                part.close();
            } catch (Exception e) {
                System.err.println("a part did not end: " + e);
            }
        }));
    }

    private interface Start {
        String run();
    }

    private static String once(String part, Start start) {
        synchronized (System.getProperties()) {
            String address = System.getProperty(STARTED + part);
            if (address == null) {
                address = start.run();
                System.setProperty(STARTED + part, address);
            }
            return address;
        }
    }

    private static Passwords passwords() {
        return new Passwords(folder().resolve("passwords.properties"), new SecureRandom());
    }

    private static Children children(String part) {
        return new Children(folder().resolve("children-" + part));
    }

    private static Path log(String part) {
        return folder().resolve("logs").resolve(part + ".log");
    }

    private static Path folder() {
        return Path.of(once("folder", () -> TestFolder.create().toString()));
    }
}
