package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.deploy.stack.Children;
import io.vigil.deploy.stack.EmbeddedPostgres;
import io.vigil.deploy.stack.Folders;
import io.vigil.deploy.stack.Passwords;
import io.vigil.deploy.stack.ServiceKeys;
import io.vigil.deploy.stack.VigilDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A service in production whose secrets everybody knows, or that could not keep tenants apart, ends before it serves anybody. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class UnsafeStartE2ET {
    private static final String RANDOM = "q7Jw2-sX0aLr9_fPq7Jw2-sX0aLr9_fP";
    private static final String NOWHERE = "http://127.0.0.1:9";

    @TempDir
    Path data;

    private Children children;
    private Passwords passwords;

    @BeforeEach
    void secrets() throws IOException {
        Folders.passable(data);
        children = new Children(data.resolve("children"));
        passwords = new Passwords(data.resolve("passwords.properties"), new SecureRandom());
    }

    @AfterEach
    void stop() {
        children.close();
    }

    @Test
    void aDatabasePasswordOfExamplesIsRefused() throws Exception {
        // Given
        passwords.take("report_service", "demo-demo-demo-demo-demo");
        EmbeddedPostgres postgres = database();
        // When, Then
        assertThat(endOf("report-service", reportService(postgres)))
                .contains("the database password")
                .contains("begins as those of examples do");
    }

    @Test
    void aSuperuserOfTheDatabaseIsRefusedOnAMachineOfOnesOwnToo() throws Exception {
        // Given
        EmbeddedPostgres postgres = database();
        try (Connection superuser = postgres.address().connect(VigilDatabase.NAME);
                Statement statement = superuser.createStatement()) {
            statement.execute("alter role report_service superuser");
        }
        Map<String, String> environment = reportService(postgres);
        environment.put("VIGIL_LOCAL", "true");
        // When, Then
        assertThat(endOf("report-service", environment))
                .contains("the service's database role is a superuser")
                .contains("tenants would not be kept apart");
    }

    @Test
    void aRealmWithoutTlsAndASecretOfExamplesAreRefused() throws Exception {
        // Given
        Map<String, String> environment = common("api-gateway");
        environment.put("VIGIL_OIDC_URL", NOWHERE + "/realms/vigil");
        environment.put("VIGIL_OIDC_CLIENT_SECRET", RANDOM);
        // When, Then
        assertThat(endOf("api-gateway", environment)).contains("logins would cross the network in clear");
        environment.put("VIGIL_OIDC_URL", "https://127.0.0.1:9/realms/vigil");
        environment.put("VIGIL_OIDC_CLIENT_SECRET", "secret-secret-secret-secret");
        assertThat(endOf("api-gateway", environment)).contains("VIGIL_OIDC_CLIENT_SECRET is shorter");
    }

    private EmbeddedPostgres database() throws Exception {
        EmbeddedPostgres postgres = new EmbeddedPostgres(
                        data.resolve("postgres"),
                        data.resolve("postgresql.log"),
                        passwords.of(EmbeddedPostgres.SUPERUSER),
                        EmbeddedPostgres.Durability.FAST,
                        children)
                .start();
        new VigilDatabase(postgres.address()).prepareServices(passwords);
        return postgres;
    }

    private Map<String, String> reportService(EmbeddedPostgres postgres) {
        Map<String, String> environment = common("report-service");
        environment.put("VIGIL_DB_URL", postgres.address().jdbcUrl(VigilDatabase.NAME));
        environment.put("VIGIL_DB_PASSWORD", passwords.of("report_service"));
        environment.put("VIGIL_DB_OWNER_PASSWORD", passwords.of("report_service_owner"));
        return environment;
    }

    private Map<String, String> common(String service) {
        ServiceKeys keys = new ServiceKeys(data.resolve("keys"));
        return new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                "127.0.0.1:9",
                "VIGIL_TOKEN_KEY",
                keys.privateKey(service).toString(),
                "VIGIL_TOKEN_KEYS",
                keys.publicKeys().toString(),
                "VIGIL_TENANT_SERVICE_URL",
                NOWHERE,
                "VIGIL_REPORT_SERVICE_URL",
                NOWHERE,
                "VIGIL_PORTAL_URL",
                NOWHERE,
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                "0"));
    }

    /** What the service said before it ended by itself. */
    private String endOf(String module, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = data.resolve(module + ".log");
        ProcessBuilder command = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Modules.ROOT
                                .resolve(module)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        command.environment().keySet().removeIf(key -> key.startsWith("VIGIL_") || key.startsWith("QUARKUS_"));
        command.environment().putAll(environment);
        Process service = command.start();
        try {
            assertThat(service.waitFor(90, TimeUnit.SECONDS))
                    .as("%s ends: %s", module, Files.readString(output))
                    .isTrue();
            assertThat(service.exitValue()).as(Files.readString(output)).isNotZero();
            return Files.readString(output);
        } finally {
            service.destroyForcibly();
        }
    }
}
