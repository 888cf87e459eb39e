package io.vigil.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The policy pack's levels, its draft, and the responsibility matrix, as people get them. */
@OnKeycloak
class PackPagesIT {
    private static final String PACK = "/t/tidewater/settings/pack";
    private static final String MATRIX = "/t/tidewater/settings/responsibility";
    private static final String PREVIEW = """
            {"basedOn":2,"changes":{"checksDisabled":["ec2-ami-not-public"],"ownersMoved":[{"check":"macie-enabled","from":"aws","to":"customer"}]},"reaches":1,"acknowledgement":true}""";

    @Inject
    World world;

    @Inject
    Estate estate;

    @Inject
    ObjectMapper json;

    private TenantId tenant;

    @BeforeEach
    void tidewater() {
        tenant = estate.tidewater();
        world.tenantService().on("POST", ".*/pack/preview", Upstream.json(PREVIEW));
    }

    private Visitor as(Role role) {
        world.member(World.VERA, "tidewater", role);
        return world.signedIn(World.VERA, "Vera");
    }

    private static String shown(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void theLevelsStandSideBySideWithWhereEachValueComesFrom() {
        assertThat(shown(as(Role.VIEWER).get(PACK)))
                .contains("Baseline, version 3", "Customer, version 2")
                .contains("maxAgeDays", "60")
                .contains("No personal data is kept here", "Vera Lindqvist", "Overdue")
                .contains("192.0.2.10", "Network team", "Over")
                .contains(
                        "In vain: Customer, disabledChecks/0: the baseline (version 3) fixes checks/iam-root-mfa-enabled")
                .contains("Controls decided out (1), Owners moved (1)")
                .doesNotContain("Preview the change");
    }

    @Test
    void aDraftIsChangedAndPreviewedWithoutBeingKept() throws IOException {
        // Given
        Visitor vera = as(Role.ADMIN);
        // When
        String page = shown(vera.post(
                PACK,
                form(
                        vera,
                        Map.of(
                                "do",
                                "out",
                                "out.control",
                                "ec2-ami-not-public",
                                "out.reason",
                                "=1+1 <b>\"why\"</b>"))));
        // Then
        JsonNode asked = json.readTree(world.tenantService()
                .asked("/tenants/" + tenant + "/pack/preview")
                .body());
        assertThat(asked.path("basedOn").asLong()).isEqualTo(2);
        assertThat(asked.at("/document/decidedOut/0/control").asText()).isEqualTo("ec2-ami-not-public");
        assertThat(asked.at("/document/decidedOut/0/reason").asText()).isEqualTo("=1+1 <b>\"why\"</b>");
        assertThat(asked.at("/document/owners/guardduty-enabled").asText()).isEqualTo("partner");
        assertThat(page)
                .contains(
                        "What the draft would change", "Checks switched off (1)", "macie-enabled from AWS to Customer")
                .contains("asked to acknowledge it again", "Publish after version 2")
                .doesNotContain("<b>\"why\"");
    }

    @Test
    void everyPartOfTheFormChangesItsPartOfTheDocument() throws IOException {
        Visitor vera = as(Role.ADMIN);
        assertThat(drafted(vera, Map.of("do", "check", "check", "a-b", "check.run", "off", "check.owner", "aws")))
                .isEqualTo(
                        json.readTree(
                                "{\"owners\":{\"guardduty-enabled\":\"partner\",\"a-b\":\"aws\"},\"disabledChecks\":[\"a-b\"]}"));
        assertThat(drafted(
                                vera,
                                Map.of(
                                        "do",
                                        "param",
                                        "param.check",
                                        "a-b",
                                        "param.name",
                                        "ports",
                                        "param.value",
                                        "[22]"))
                        .at("/params"))
                .isEqualTo(json.readTree("{\"a-b\":{\"ports\":[22]}}"));
        assertThat(drafted(vera, Map.of("do", "framework", "framework", "nis2", "framework.run", "on"))
                        .at("/frameworks"))
                .isEqualTo(json.readTree("[\"nis2\"]"));
        assertThat(drafted(vera, Map.of("do", "in", "in.control", "a-b")).at("/decidedIn"))
                .isEqualTo(json.readTree("[\"a-b\"]"));
        assertThat(drafted(
                                vera,
                                Map.of(
                                        "do", "exposure",
                                        "exposure.kind", "publicAddresses",
                                        "exposure.name", "192.0.2.7",
                                        "exposure.owner", "Net",
                                        "exposure.purpose", "VPN",
                                        "exposure.expires", "2027-03-01"))
                        .at("/declarations/publicAddresses"))
                .isEqualTo(
                        json.readTree(
                                "[{\"address\":\"192.0.2.7\",\"owner\":\"Net\",\"purpose\":\"VPN\",\"expires\":\"2027-03-01T00:00:00Z\"}]"));
        assertThat(drafted(
                                vera,
                                Map.of(
                                        "do",
                                        "declare",
                                        "declare.kind",
                                        "approvedRegions",
                                        "declare.regions",
                                        "eu-central-1, eu-west-1"))
                        .at("/declarations/approvedRegions/regions"))
                .isEqualTo(json.readTree("[\"eu-central-1\",\"eu-west-1\"]"));
        assertThat(drafted(vera, Map.of("remove", "owners/guardduty-enabled")).at("/owners"))
                .isEqualTo(json.readTree("{}"));
    }

    private JsonNode drafted(Visitor visitor, Map<String, String> fields) throws IOException {
        shown(visitor.post(PACK, form(visitor, fields)));
        return json.readTree(world.tenantService()
                        .asked("/tenants/" + tenant + "/pack/preview")
                        .body())
                .path("document");
    }

    @Test
    void whatIsRefusedIsToldAndTheDraftStays() {
        // Given
        world.tenantService()
                .on(
                        "PUT",
                        "/tenants/" + tenant + "/pack",
                        Upstream.problem(409, "basedOn: version 2 is not the newest; Ida published version 3"));
        Visitor vera = as(Role.ADMIN);
        // When
        HttpResponse<String> answer = vera.post(PACK + "/publish", form(vera, Map.of("note", "Mine")));
        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Ida published version 3", "guardduty-enabled");
        String unreadable = shown(vera.post(PACK, form(vera, Map.of("draft", "{\"a\":"))));
        assertThat(unreadable).contains("The draft is no JSON document");
    }

    @Test
    void aPublishedDraftLeadsBackToThePack() throws IOException {
        // Given
        world.tenantService().on("PUT", "/tenants/" + tenant + "/pack", Upstream.json("{}"));
        Visitor vera = as(Role.ADMIN);
        // When
        HttpResponse<String> answer = vera.post(PACK + "/publish", form(vera, Map.of("note", "Mine")));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        JsonNode asked = json.readTree(
                world.tenantService().asked("/tenants/" + tenant + "/pack").body());
        assertThat(asked.path("note").asText()).isEqualTo("Mine");
        assertThat(asked.path("basedOn").asLong()).isEqualTo(2);
    }

    @Test
    void aLargeDraftTravelsInItsForm() {
        Visitor vera = as(Role.ADMIN);
        String draft = "{\"decidedOut\":[{\"control\":\"a-b\",\"reason\":\"" + "r".repeat(120_000) + "\"}]}";
        assertThat(shown(vera.post(PACK, form(vera, Map.of("do", "preview", "draft", draft)))))
                .contains("r".repeat(1000));
    }

    @Test
    void anOldVersionIsDraftedAnew() {
        // Given
        world.tenantService()
                .on(
                        "GET",
                        "/tenants/" + tenant + "/pack/versions/1",
                        Upstream.json(
                                "{\"level\":\"tenant\",\"version\":1,\"document\":{\"disabledChecks\":[\"old-one\"]}}"));
        // When, Then
        assertThat(shown(as(Role.ADMIN).get(PACK + "?from=1")))
                .contains("old-one", "Back to version 1", "Publish after version 2");
        assertThat(as(Role.ADMIN).get(PACK + "?account=12").statusCode()).isEqualTo(404);
    }

    @Test
    void theMatrixIsAcknowledgedByTheCustomersAdministratorAlone() throws IOException {
        // Given
        world.tenantService().on("POST", "/tenants/" + tenant + "/pack/acknowledgements", Upstream.json("{}"));
        assertThat(shown(as(Role.VIEWER).get(MATRIX)))
                .contains(
                        "You answer for more than you acknowledged",
                        "Vera Lindqvist",
                        "The root user signs in with MFA")
                .doesNotContain("Acknowledge this matrix");
        Visitor vera = as(Role.ADMIN);
        assertThat(shown(vera.get(MATRIX + "?owner=partner")))
                .contains("Acknowledge this matrix", "GuardDuty is on")
                .doesNotContain("The root user signs in with MFA");
        // When
        HttpResponse<String> answer = vera.post(MATRIX, Map.of("csrf", vera.csrf(), "digest", "0a1b2c3d"));
        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(json.readTree(world.tenantService()
                                .asked("/tenants/" + tenant + "/pack/acknowledgements")
                                .body())
                        .path("digest")
                        .asText())
                .isEqualTo("0a1b2c3d");
    }

    @Test
    void theBaselineIsTheProvidersPage() {
        assertThat(as(Role.ADMIN).get("/fleet/pack").statusCode()).isEqualTo(404);
        world.inside(World.NADIA, Role.MSP_ADMIN, "tidewater");
        assertThat(shown(world.signedIn(World.NADIA, "Nadia Verhoeven").get("/fleet/pack")))
                .contains("Version 3 has reached 13 of 14 customers.", "keeps the pack before")
                .contains("Not part of the service", "Fix a setting for all customers", "fixed for lower levels");
    }

    private static Map<String, String> form(Visitor visitor, Map<String, String> fields) {
        Map<String, String> form = new HashMap<>(Map.of(
                "csrf",
                visitor.csrf(),
                "account",
                "",
                "basedOn",
                "2",
                "draft",
                "{\"owners\":{\"guardduty-enabled\":\"partner\"}}"));
        form.putAll(fields);
        return form;
    }
}
