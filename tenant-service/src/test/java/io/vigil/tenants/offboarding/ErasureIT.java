package io.vigil.tenants.offboarding;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.TenantClosing.Step;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.ReadAudit;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TokenConfig;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.Keycloaks;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.Wire;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** What is left of a customer that is gone: the certificate, and nothing else. */
@OnRealParts
class ErasureIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Wire wire;

    @Inject
    Leaving leaving;

    @Inject
    Leftovers leftovers;

    @Inject
    Keycloaks keycloaks;

    @Inject
    ReadAudit audit;

    @Inject
    TokenConfig keys;

    @Test
    void nothingIsLeftOfACustomerButTheCertificate() throws Exception {
        // Given
        TenantId tenant = world.tenant();
        TenantId neighbour = world.tenant();
        keycloaks.awaits(tenant, "IN_STEP");
        assertThat(keycloaks.organizations(tenant)).hasSize(1);
        AccountId account = leftovers.fill(tenant);
        leftovers.fill(neighbour);
        String slug = leaving.slug(tenant);
        leaving.start(tenant).then().statusCode(202);
        leaving.exported(tenant);
        leftovers.slipIn(tenant);
        Map<String, Long> before = leftovers.rows(tenant);
        Map<String, Long> neighbours = leftovers.rows(neighbour);
        assertThat(before)
                .hasSizeGreaterThan(40)
                .allSatisfy((table, rows) -> assertThat(rows)
                        .as("%s is left empty by Leftovers.fill, so it would prove nothing", table)
                        .isPositive());
        // When
        leaving.erased(tenant);
        // Then
        assertThat(leftovers.rows(tenant))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        assertThat(keycloaks.organizations(tenant)).isEmpty();
        assertThat(leftovers.rows(neighbour).keySet()).isEqualTo(neighbours.keySet());
        // the neighbour lives on: its scan and its probes add rows
        assertThat(leftovers.rows(neighbour))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isGreaterThanOrEqualTo(neighbours.get(table)));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> forgotten(Topics.TENANT_CHANGED, tenant.toString())
                        && forgotten(Topics.PACK_PUBLISHED, tenant.toString())
                        && forgotten(Topics.ACCOUNT_CHANGED, tenant + "/" + account));
        // the relay empties the outbox after the broker has it
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(leftovers.whereItIsNamed(List.of(tenant.toString(), slug)))
                        .containsExactlyInAnyOrderElementsOf(Leftovers.STAYS));
        JsonNode certificate = EventJson.MAPPER.readTree(verified(certificate(tenant)));
        assertThat(certificate.path("slug").asText()).isEqualTo(slug);
        assertThat(certificate.path("name").asText()).isEqualTo("Customer " + slug);
        assertThat(certificate.path("reason").asText()).isEqualTo("The contract ends");
        assertThat(certificate.path("ordered").path("by").asText()).isEqualTo("MSP_ADMIN-subject");
        assertThat(certificate.path("remains").toString()).contains("7 days");
        assertThat(certificate.at("/parts/0/service").asText()).isEqualTo("tenant-service");
        before.keySet()
                .forEach(table -> assertThat(certificate.at("/parts/0/rows").has(table))
                        .as(table)
                        .isTrue());
        assertThat(certificate.at("/parts/0/rows/scan").asLong()).isEqualTo(before.get("scan"));
        assertThat(certificate.at("/parts/0/trail/seq").asLong())
                .isEqualTo(certificate.at("/parts/0/rows/audit").asLong());
        assertThat(certificate.at("/parts/1/service").asText()).isEqualTo("report-service");
        assertThat(certificate.at("/parts/1/rows/finding").asLong()).isEqualTo(3);
        assertThat(certificate.at("/parts/1/trail/seq").asLong()).isEqualTo(7);
        assertThat(audit.newest(AuditTrail.PROVIDER, 500).stream()
                        .filter(entry -> entry.subject().equals(tenant.toString()))
                        .map(entry -> entry.action()))
                .containsExactly("offboarding.erased", "offboarding.erasure.ordered", "offboarding.started");
        assertThat(audit.firstFault(AuditTrail.PROVIDER)).isEmpty();
        // the account is free for another one
        callers.as(Role.ADMIN, neighbour)
                .body(Map.of("account", account.value(), "name", "Moved"))
                .post("/tenants/{t}/accounts", neighbour.toString())
                .then()
                .statusCode(201);
    }

    @Test
    void anErasedCustomerIsNotThereAndWhatArrivesLateMakesNoRows() {
        // Given
        TenantId tenant = world.tenant();
        AccountId account = world.account(tenant);
        var probe = world.probe(tenant, account);
        leaving.start(tenant).then().statusCode(202);
        leaving.exported(tenant);
        leaving.erased(tenant);
        String marker = "late-" + tenant;
        // When
        wire.say(world.answer(probe, ProbeOutcome.ENTERED, marker));
        wire.say(Leaving.part(tenant, "report-service", Step.ERASE, 2));
        TenantId next = world.tenant();
        AccountId nextAccount = world.account(next);
        world.probed(next, nextAccount, ProbeOutcome.ENTERED, "CONNECTED");
        // Then
        assertThat(leftovers.rows(tenant))
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isZero());
        assertThat(wire.deadLetters(tenant.toString())).isEmpty();
        for (String path : List.of(
                "", "/accounts", "/scans", "/members", "/pack", "/grants", "/audit/tenants", "/offboarding/export"))
            callers.as(Role.ADMIN, tenant)
                    .get("/tenants/" + tenant + path)
                    .then()
                    .statusCode(404);
        leaving.start(tenant).then().statusCode(404);
        leaving.cancel(tenant).then().statusCode(404);
        assertThat(callers.provider(Role.MSP_VIEWER)
                        .get("/msp/offboardings")
                        .<String>path("find { it.tenant == '%s' }.state".formatted(tenant)))
                .isEqualTo("ERASED");
    }

    @Test
    void whoseErasureIsOrderedIsNotThereBeforeTheRowsAreGone() {
        // Given
        TenantId tenant = world.tenant();
        String path = "/tenants/" + tenant;
        String subject = UUID.randomUUID().toString();
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("subject", subject, "email", "a@b.example", "role", "ADMIN"))
                .post(path + "/members")
                .then()
                .statusCode(201);
        leaving.start(tenant).then().statusCode(202);
        leaving.exported(tenant);
        assertThat(permitted(subject)).containsExactly(tenant.toString());
        // When
        leaving.erase(tenant, leaving.slug(tenant)).then().statusCode(202);
        // Then
        assertThat(permitted(subject)).isEmpty();
        callers.provider(Role.MSP_VIEWER)
                .get("/tenants")
                .then()
                .statusCode(200)
                .body("id", not(hasItem(tenant.toString())));
        callers.outside(Role.MSP_ADMIN, tenant).get(path).then().statusCode(404);
        callers.as(Role.ADMIN, tenant).get(path + "/members").then().statusCode(404);
        callers.provider(Role.MSP_VIEWER)
                .get("/msp/offboardings")
                .then()
                .body(
                        "find { it.tenant == '%s' }.waitingFor".formatted(tenant),
                        contains("report-service", "tenant-service"));
    }

    private List<String> permitted(String subject) {
        return callers.worker(Optional.empty())
                .get("/permissions?subject=" + subject)
                .then()
                .statusCode(200)
                .extract()
                .path("tenants.tenant");
    }

    @Test
    void aChangedCertificateIsRefused() throws Exception {
        // Given
        TenantId tenant = world.tenant();
        leaving.start(tenant).then().statusCode(202);
        leaving.exported(tenant);
        leaving.erased(tenant);
        String[] parts = certificate(tenant).split("\\.");
        String payload =
                new String(java.util.Base64.getUrlDecoder().decode(parts[1]), java.nio.charset.StandardCharsets.UTF_8);
        // When
        String forged = java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("The contract ends", "The contract end")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        // Then
        assertThat(isSigned(String.join(".", parts))).isTrue();
        assertThat(isSigned(parts[0] + "." + forged + "." + parts[2])).isFalse();
        // and nobody gets in with a certificate
        given().header("Authorization", "Bearer " + String.join(".", parts))
                .get("/tenants")
                .then()
                .statusCode(401);
        callers.provider(Role.MSP_ANALYST)
                .get("/msp/offboardings/{t}/certificate", tenant.toString())
                .then()
                .statusCode(403);
    }

    @Test
    void theRowsAreHandedOutWithoutSecretsAndCounted() throws Exception {
        // Given
        TenantId tenant = world.tenant();
        AccountId account = leftovers.fill(tenant);
        leftovers.lookBack(tenant, account);
        String secret = world.account(tenant, account).getString("externalId");
        assertThat(secret).isNotBlank();
        // When
        String file = callers.as(Role.ADMIN, tenant)
                .get("/tenants/{t}/offboarding/export", tenant.toString())
                .asString();
        // Then
        List<String> lines = file.lines().toList();
        JsonNode end = EventJson.MAPPER.readTree(lines.getLast()).path("end");
        Map<String, Long> counted = new TreeMap<>();
        for (String line : lines.subList(0, lines.size() - 1)) {
            assertThat(line).contains(tenant.toString());
            counted.merge(EventJson.MAPPER.readTree(line).path("table").asText(), 1L, Long::sum);
        }
        assertThat(end.path("service").asText()).isEqualTo("tenant-service");
        counted.forEach((table, rows) ->
                assertThat(end.path("rows").path(table).asLong()).as(table).isEqualTo(rows));
        assertThat(lines).doesNotHaveDuplicates();
        assertThat(counted)
                .containsKeys("aws_account", "audit", "member", "pack_level")
                .hasEntrySatisfying("account_event", rows -> assertThat(rows).isGreaterThan(450));
        assertThat(file).doesNotContain(secret);
        assertThat(lines.stream().filter(line -> line.startsWith("{\"table\":\"api_token\"")))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"visible\"") && !line.contains("digest"));
    }

    private boolean forgotten(String topic, String key) {
        return wire.newest(topic, key).filter(String::isEmpty).isPresent();
    }

    private String certificate(TenantId tenant) {
        return callers.provider(Role.MSP_ADMIN)
                .get("/msp/offboardings/{t}/certificate", tenant.toString())
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private String verified(String certificate) throws IOException, JoseException {
        assertThat(isSigned(certificate)).isTrue();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(certificate);
        return signature.getUnverifiedPayload();
    }

    /** By the published keys alone, as anybody can. */
    private boolean isSigned(String certificate) throws IOException, JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(certificate);
        assertThat(signature.getKeyIdHeaderValue()).isEqualTo("tenant-service");
        assertThat(signature.getHeader("typ")).isEqualTo("vigil-erasure-certificate+jws");
        signature.setKey(new JsonWebKeySet(Files.readString(keys.keys()))
                .findJsonWebKey("tenant-service", null, null, null)
                .getKey());
        return signature.verifySignature();
    }
}
