package io.vigil.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Tokens;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files on their way through the public API. */
@OnKeycloak
class FilesIT {
    private static final String ID = "0198a000-0000-7000-8000-00000000a001";
    private static final int MEBIBYTE = 1024 * 1024;

    @Inject
    World world;

    @Inject
    Tokens tokens;

    private String evidence = "";
    private String token = "";

    @BeforeEach
    void aCustomer() {
        TenantId tenant = world.empty().tenant("tidewater", "Tidewater Energy");
        world.member(World.VERA, "tidewater", Role.OPERATOR);
        evidence = "/tenants/" + tenant + "/attestations/" + ID + "/evidence";
        world.reportService().on("POST", evidence, Upstream.status(201, "application/json", "{}"));
        token = tokens.of("vera");
    }

    private HttpResponse<String> post(String path, String bearer, BodyPublisher body) {
        return world.visitor()
                .send(world.visitor()
                        .request("/api/v1" + path, "Authorization", "Bearer " + bearer)
                        .header("Content-Type", "application/pdf")
                        .POST(body));
    }

    private static byte[] file(int bytes) {
        byte[] file = new byte[bytes];
        new Random(bytes).nextBytes(file);
        return file;
    }

    @Test
    void aFileIsPassedOnAsItCame() {
        // Given
        byte[] file = file(9 * MEBIBYTE + 7);
        // When
        HttpResponse<String> answer = post(evidence + "?name=a.pdf", token, BodyPublishers.ofByteArray(file));
        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var asked = world.reportService().asked(evidence);
        assertThat(asked.body()).isEqualTo(file);
        assertThat(asked.query()).isEqualTo("name=a.pdf");
        assertThat(asked.headers())
                .containsEntry("content-type", "application/pdf")
                .containsEntry("content-length", String.valueOf(file.length));
    }

    @Test
    void whatNobodyMaySendIsAnsweredAndNotPassedOn() {
        // Given
        byte[] file = file(3 * MEBIBYTE);
        // When
        HttpResponse<String> nobody = post(evidence, "x", BodyPublishers.ofByteArray(file));
        HttpResponse<String> foreign = post(
                evidence.replaceFirst("/tenants/[^/]+", "/tenants/ffffffff-ffff-4fff-8fff-ffffffffffff"),
                token,
                BodyPublishers.ofByteArray(file));
        // Then
        assertThat(nobody.statusCode()).isEqualTo(401);
        assertThat(foreign.statusCode()).isEqualTo(404);
        assertThat(world.reportService().asked()).isEmpty();
    }

    @Test
    void whatDoesNotSayHowLongItIsOrIsTooLongIsRefused() {
        // When
        HttpResponse<String> unsaid =
                post(evidence, token, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file(MEBIBYTE))));
        HttpResponse<String> elsewhere = post(
                evidence.replaceFirst("/evidence$", "/approve"), token, BodyPublishers.ofByteArray(file(2 * MEBIBYTE)));
        // Then
        assertThat(unsaid.statusCode()).isEqualTo(411);
        assertThat(unsaid.body()).contains("a file needs its Content-Length");
        assertThat(elsewhere.statusCode()).isEqualTo(413);
        assertThat(elsewhere.body()).contains("1048576 bytes at most");
        assertThat(world.reportService().asked()).isEmpty();
    }
}
