package io.vigil.reports.workbench;

import static io.vigil.reports.workbench.AuditedCustomer.ANN;
import static io.vigil.reports.workbench.AuditedCustomer.ONE;
import static io.vigil.reports.workbench.AuditedCustomer.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ReportManifest;
import io.vigil.contracts.Status;
import io.vigil.reports.Gateway;
import io.vigil.reports.OnStack;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;

/** The record of a signed audit: what was seen, said and signed, the same bytes for ever, by the key of the service. */
@QuarkusTest
@OnStack
class AuditRecordIT {
    @Inject
    AuditedCustomer customer;

    @Inject
    Gateway gateway;

    @ConfigProperty(name = "vigil.test.keys")
    Path keys;

    @Test
    void aSignedAuditIsReadLaterAsItWasSigned() throws Exception {
        // Given
        customer.scan(ONE, Status.FAIL, Status.UNDETERMINED);
        customer.scan(OTHER, Status.PASS);
        String audit = customer.open();
        customer.beat(ANN, audit, ONE).then().statusCode(200);
        int revision = customer.look(ANN, audit, ONE).path("revision");
        customer.note(ANN, audit, ONE, revision, "Äpfel & „Birnen“").then().statusCode(200);
        customer.sign(ANN, audit, ONE, customer.account(audit, ONE).getInt("revision"))
                .then()
                .statusCode(200);
        customer.post(ANN, "/" + audit + "/unchanged", java.util.Map.of())
                .then()
                .statusCode(200);
        // When
        byte[] record = file(audit, "content").asByteArray();
        ReportManifest manifest = verified(file(audit, "signature").asString());
        customer.scan(ONE, Status.PASS, Status.PASS);
        customer.audited();
        // Then
        assertThat(file(audit, "content").asByteArray()).isEqualTo(record);
        assertThat(manifest.tenant()).isEqualTo(customer.tenant);
        assertThat(manifest.report()).isEqualTo(audit);
        assertThat(manifest.file().sha256()).isEqualTo(EventJson.digestOf(record));
        assertThat(manifest.file().bytes()).isEqualTo(record.length);
        assertThat(manifest.inputs().packs()).isNotEmpty();
        assertThat(manifest.inputs().findings().state()).isEqualTo("audited");
        assertThat(manifest.inputs().findings().count()).isEqualTo(2);
        assertThat(customer.get("/" + audit).getString("file.sha256"))
                .isEqualTo(manifest.file().sha256());
        List<JsonNode> lines = lines(record);
        assertThat(lines)
                .extracting(line -> line.get("record").asText())
                .containsExactly("audit", "time", "account", "item", "item", "account");
        assertThat(lines.getFirst().at("/signed/name").asText()).isEqualTo(ANN);
        assertThat(lines.getFirst().get("together").asInt()).isEqualTo(1);
        assertThat(lines.get(1).get("name").asText()).isEqualTo(ANN);
        assertThat(lines.get(2).get("note").asText()).isEqualTo("Äpfel & „Birnen“");
        assertThat(lines)
                .filteredOn(line -> line.get("record").asText().equals("item"))
                .extracting(line -> line.get("resource").asText() + line.get("kinds"))
                .containsExactlyInAnyOrder("sg-0[\"CHANGED\"]", "sg-1[\"NOT_EVALUATED\"]");
    }

    private Response file(String audit, String what) {
        Response answer = gateway.as(Role.AUDITOR, customer.tenant)
                .get(customer.at + "/" + audit + "/" + what)
                .then()
                .statusCode(200)
                .extract()
                .response();
        assertThat(answer.header("Content-Disposition")).contains("vigil-audit-customer-1-");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        return answer;
    }

    private static List<JsonNode> lines(byte[] record) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : new String(record, StandardCharsets.UTF_8).lines().toList())
            lines.add(EventJson.MAPPER.readTree(line));
        return lines;
    }

    /** By the public keys alone, as somebody outside would. */
    private ReportManifest verified(String compact) throws Exception {
        var signature = new JsonWebSignature();
        signature.setCompactSerialization(compact);
        assertThat(signature.getHeader("typ")).isEqualTo(ReportManifest.TYPE);
        signature.setKey(new JsonWebKeySet(Files.readString(keys.resolve("public.jwks.json")))
                .findJsonWebKey(ReportManifest.SIGNER, null, null, null)
                .getKey());
        assertThat(signature.verifySignature()).isTrue();
        return EventJson.MAPPER.readValue(signature.getPayload(), ReportManifest.class);
    }
}
