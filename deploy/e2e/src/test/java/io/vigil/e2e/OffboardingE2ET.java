package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.deploy.stack.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Letting a customer go over the real parts: what it takes along, what is left, and who is killed meanwhile. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class OffboardingE2ET {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration MOST_TIME = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void aScannedCustomerLeavesACertificateAndItsAccountToWhoConnectsItNext() throws Exception {
        // Given
        Platform platform = Platform.running();
        Customer customer = Customer.create(platform, People.AMIR);
        Customer next = Customer.create(platform, People.BRUNA);
        SandboxAccount account = customer.connect("111122223333");
        customer.scan(account);
        int findings = customer.findings("").size();
        assertThat(findings).isGreaterThan(100);
        Leaving leaving = new Leaving(platform, customer);

        // When it is frozen
        leaving.starts();
        JsonNode exported = leaving.awaits("EXPORTED");
        // Then it takes everything along and changes nothing
        customer.api()
                .post(customer.path("/scans"), Map.of("account", account.id()))
                .expect(409);
        assertThat(exported.required("files")).hasSize(3);
        for (JsonNode file : exported.required("files"))
            assertThat(sha256(customer.api()
                            .get(customer.path("/reports/" + file.required("id").asText() + "/content"))
                            .bytes()))
                    .isEqualTo(file.required("sha256").asText());
        JsonNode counted = lastLine(customer.api().get(customer.path("/offboarding/reports/export")))
                .at("/end/rows");
        assertThat(counted.path("finding").asInt()).isGreaterThanOrEqualTo(findings);
        assertThat(lastLine(customer.api().get(customer.path("/offboarding/export")))
                        .at("/end/rows/aws_account")
                        .asInt())
                .isEqualTo(1);

        // When it is deleted
        long ordered = System.nanoTime();
        leaving.erases();
        leaving.awaits("ERASED");
        System.out.printf(
                "off-boarding: %d findings, %d resources deleted %.1f s after the order%n",
                counted.path("finding").asInt(), counted.path("resource").asInt(), (System.nanoTime() - ordered) / 1e9);
        // Then the certificate says so, and nothing else is there
        JsonNode certificate = leaving.certificate();
        assertThat(certificate.at("/parts/1/rows/finding").asInt())
                .isEqualTo(counted.path("finding").asInt());
        assertThat(certificate.at("/parts/1/rows/resource").asInt())
                .isEqualTo(counted.path("resource").asInt());
        assertThat(certificate.required("remains").toString()).contains("7 days");
        assertThat(customer.api().get(customer.path("/findings")).status()).isEqualTo(404);
        assertThat(customer.api().get("/me").expect(200).required("tenants").toString())
                .doesNotContain(customer.slug());
        // and the account is free for another one, whose scan finds the same in it
        String externalId = next.api()
                .post(next.path("/accounts"), Map.of("account", account.id()))
                .expect(201)
                .required("externalId")
                .asText();
        account.trust(externalId);
        assertThat(next.scan(account).required("state").asText()).isEqualTo("FINISHED");
        assertThat(next.findings("")).hasSize(findings);
    }

    @Test
    void itGoesOnWhereItWasWhoeverIsKilled() throws Exception {
        // Given
        Folders.passable(folder);
        Leaving leaving;
        try (Launch up = start()) {
            Platform platform = Platform.at(data());
            Customer customer = Customer.create(platform, People.AMIR);
            customer.connect("111122223333");
            leaving = new Leaving(platform, customer);
            // When
            kill(up.process.toHandle());
            kill(Launch.child(data(), "report-service"));
            leaving.starts();
            assertThat(leaving.now().required("waitingFor").toString()).contains("report-service");
            kill(Launch.child(data(), "tenant-service"));
        }
        // Then
        try (Launch up = start()) {
            leaving = new Leaving(Platform.at(data()), leaving.customer());
            leaving.awaits("EXPORTED");
            // When
            kill(up.process.toHandle());
            kill(Launch.child(data(), "report-service"));
            leaving.erases();
            assertThat(leaving.now().required("state").asText()).isEqualTo("ERASING");
            kill(Launch.child(data(), "tenant-service"));
        }
        // Then
        try (Launch up = start()) {
            leaving = new Leaving(Platform.at(data()), leaving.customer());
            leaving.awaits("ERASED");
            assertThat(leaving.certificate().required("parts")).hasSize(2);
            assertThat(up.process.isAlive()).isTrue();
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Launch start() throws Exception {
        Launch up = Launch.start(data(), folder.resolve("output"), "--workers", "1");
        up.awaitReady();
        return up;
    }

    /** By SIGKILL. The launch goes first: it would end all others when it sees one die. */
    private static void kill(ProcessHandle process) {
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().join();
    }

    private static JsonNode lastLine(Api.Answer file) throws Exception {
        assertThat(file.status()).isEqualTo(200);
        return JSON.readTree(
                file.text().lines().reduce((earlier, later) -> later).orElseThrow());
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    /** What the provider's administrator does, each time with a login of that moment. */
    private final class Leaving {
        private final Platform platform;
        private final Customer customer;

        Leaving(Platform platform, Customer customer) {
            this.platform = platform;
            this.customer = customer;
        }

        Customer customer() {
            return customer;
        }

        private Api marek() {
            return People.MAREK.login(platform);
        }

        void starts() {
            marek().post(customer.path("/offboarding"), Map.of("slug", customer.slug(), "reason", "The contract ends"))
                    .expect(202);
        }

        void erases() {
            marek().post(customer.path("/offboarding/erase"), Map.of("slug", customer.slug()))
                    .expect(202);
        }

        JsonNode now() {
            return StreamSupport.stream(
                            marek().get("/msp/offboardings").expect(200).spliterator(), false)
                    .filter(one -> one.required("tenant")
                            .asText()
                            .equals(customer.tenant().toString()))
                    .findFirst()
                    .orElseThrow();
        }

        JsonNode awaits(String state) {
            return await("the customer is " + state)
                    .atMost(MOST_TIME)
                    .pollInterval(Duration.ofMillis(300))
                    .until(this::now, now -> now.required("state").asText().equals(state));
        }

        /** As the command verifies it; a changed one is refused. */
        JsonNode certificate() throws Exception {
            String signed = marek().get("/msp/offboardings/" + customer.tenant() + "/certificate")
                    .text();
            Path file = Files.writeString(folder.resolve("certificate.jws"), signed);
            String[] arguments = {"certificate", "--keys", platform.keys().toString(), file.toString()};
            Launch.Ended verified = Launch.audit(arguments);
            assertThat(verified.code()).as(verified.output()).isZero();
            Files.writeString(
                    file,
                    signed.substring(0, signed.lastIndexOf('.') - 4) + "AAAA"
                            + signed.substring(signed.lastIndexOf('.')));
            assertThat(Launch.audit(arguments).code()).isEqualTo(1);
            JsonNode certificate = JSON.readTree(verified.output());
            assertThat(certificate.required("slug").asText()).isEqualTo(customer.slug());
            return certificate;
        }
    }
}
