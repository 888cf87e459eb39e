package io.vigil.gateway.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.OnKeycloak;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.Visitor;
import io.vigil.gateway.test.World;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are longer than memory, or never end. */
@OnKeycloak
class StreamsIT {
    private static final UUID ID = UUID.fromString("0198a000-0000-7000-8000-000000000001");
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int LARGE = 64;

    @Inject
    World world;

    private TenantId tenant = TenantId.of("00000000-0000-0000-0000-000000000000");

    @BeforeEach
    void aCustomerWithOneMember() {
        world.empty();
        tenant = world.tenant("tidewater", "Tidewater Energy");
        world.member(World.VERA, "tidewater", Role.ADMIN);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aLargeDownloadBeginsBeforeItsEndIsWrittenAndIsWhole() throws Exception {
        // Given
        var begun = new CountDownLatch(1);
        world.reportService().on("GET", "/tenants/[^/]+/reports/[^/]+/content", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/pdf");
            exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"r.pdf\"");
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write(new byte[MEBIBYTE]);
                out.flush();
                // the rest is written only when the reader has seen the beginning
                awaitQuietly(begun);
                for (int i = 1; i < LARGE; i++) out.write(new byte[MEBIBYTE]);
            }
        });
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        // When
        var answer =
                visitor.send(visitor.request("/t/tidewater/reports/" + ID + "/content"), BodyHandlers.ofInputStream());
        long read;
        try (InputStream body = answer.body()) {
            read = body.readNBytes(MEBIBYTE).length;
            begun.countDown();
            read += body.transferTo(java.io.OutputStream.nullOutputStream());
        }
        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(read).isEqualTo((long) LARGE * MEBIBYTE);
        assertThat(answer.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"r.pdf\"");
        assertThat(world.reportService().asked("/tenants/" + tenant + "/reports/" + ID + "/content"))
                .isNotNull();
    }

    @Test
    void aSlowReaderSlowsTheServiceDown() throws Exception {
        // Given
        var written = new AtomicLong();
        world.reportService().on("GET", "/tenants/[^/]+/findings/export", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                for (int i = 0; i < LARGE; i++) {
                    out.write(new byte[MEBIBYTE]);
                    written.addAndGet(MEBIBYTE);
                }
            }
        });
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        // When
        var answer =
                visitor.send(visitor.request("/t/tidewater/findings.csv?state=open"), BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(10)).hasSize(10);
            // Then: what is neither read nor in a buffer is not written
            org.awaitility.Awaitility.await()
                    .during(java.time.Duration.ofMillis(300))
                    .atMost(java.time.Duration.ofSeconds(5))
                    .until(() -> written.get() < (LARGE - 16L) * MEBIBYTE);
        }
        assertThat(world.reportService()
                        .asked("/tenants/" + tenant + "/findings/export")
                        .query())
                .isEqualTo("state=open");
    }

    @Test
    void eventsArriveOneByOneAndResumeWhereTheReaderWas() throws Exception {
        // Given
        var first = new CountDownLatch(1);
        world.tenantService().on("GET", "/tenants/[^/]+/scans/[^/]+/progress", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                out.write("id: 7\ndata: one\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                awaitQuietly(first);
                out.write("data: two\n\n".getBytes(StandardCharsets.UTF_8));
            }
        });
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        // When
        var answer = visitor.send(
                visitor.request(
                        "/t/tidewater/scans/" + ID + "/progress", "Accept", "text/event-stream", "Last-Event-ID", "6"),
                BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            // Then
            assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(lines.readLine()).isEqualTo("id: 7");
            assertThat(lines.readLine()).isEqualTo("data: one");
            first.countDown();
            assertThat(lines.readLine()).isEmpty();
            assertThat(lines.readLine()).isEqualTo("data: two");
        }
        assertThat(world.tenantService()
                        .asked("/tenants/" + tenant + "/scans/" + ID + "/progress")
                        .headers())
                .containsEntry("last-event-id", "6");
    }

    @Test
    void aStreamThatBreaksDoesNotLookFinished() {
        // Given
        world.reportService().on("GET", "/tenants/[^/]+/findings/export", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
            throw new IOException("the service died here");
        });
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        // Then
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> visitor.get("/t/tidewater/findings.csv"))
                .isInstanceOf(java.io.UncheckedIOException.class);
    }

    @Test
    void aFileIsFetchedAfterTheLoginAndAStreamAsksForOne() {
        // When
        var file = world.visitor().get("/t/tidewater/findings.csv?state=open");
        var stream = world.visitor().get("/t/tidewater/scans/" + ID + "/progress", "Accept", "text/event-stream");
        // Then
        assertThat(file.statusCode()).isEqualTo(303);
        assertThat(Visitor.location(file).toString())
                .endsWith("/login?to=%2Ft%2Ftidewater%2Ffindings.csv%3Fstate%3Dopen");
        assertThat(stream.statusCode()).isEqualTo(401);
    }

    @Test
    void aStrangersFileIsNotThere() {
        // Given
        world.tenant("juniper", "Juniper Clinics");
        // When
        var answer = world.signedIn(World.VERA, "Vera").get("/t/juniper/findings.csv");
        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("<h1>Nothing is here</h1>");
        assertThat(world.reportService().asked()).isEmpty();
    }

    @Test
    void nothingIsStreamedWhileNobodyKnowsWhoMayWhat() {
        // Given
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        world.tenantService().down();
        // When
        var answer = visitor.get("/t/tidewater/findings.csv");
        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(world.reportService().asked()).isEmpty();
    }

    /** A stream whose service would never end it. */
    private void endless() {
        world.tenantService().on("GET", "/tenants/[^/]+/scans/[^/]+/progress", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try (var out = exchange.getResponseBody()) {
                while (true) {
                    out.write("data: more\n\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    Thread.sleep(20);
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"membership removed", "role lowered", "signed out", "nobody knows"})
    void whoIsNoLongerPermittedLosesAnEndlessStreamWithinASecond(String how) throws Exception {
        // Given
        endless();
        Visitor visitor = world.signedIn(World.VERA, "Vera");
        // When, Then
        cut(how, visitor, () -> {
            switch (how) {
                case "membership removed" -> world.nobody(World.VERA);
                case "role lowered" -> world.lower(World.VERA, "tidewater", Role.VIEWER);
                case "signed out" -> visitor.post("/logout", Map.of("csrf", visitor.csrf()));
                default -> world.tenantService().on("GET", "/permissions", Upstream.problem(503, "out of order"));
            }
        });
    }

    @Test
    void aGrantThatIsOverEndsAnEndlessStreamWithinASecond() throws Exception {
        // Given
        endless();
        world.inside(World.NADIA, Role.MSP_ANALYST, "tidewater");
        // When, Then
        cut("grant revoked", world.signedIn(World.NADIA, "Nadia"), () -> world.outside(World.NADIA));
    }

    private static void cut(String how, Visitor visitor, Runnable revocation) throws Exception {
        var answer = visitor.send(
                visitor.request("/t/tidewater/scans/" + ID + "/progress", "Accept", "text/event-stream"),
                BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            assertThat(body.readNBytes(100)).hasSize(100);
            revocation.run();
            long from = System.nanoTime();
            try {
                while (body.read() >= 0) continue;
            } catch (IOException cut) {
                // what is cut must not look finished
            }
            long took = (System.nanoTime() - from) / 1_000_000;
            System.out.printf("api-gateway: %s, the stream was cut after %d ms%n", how, took);
            assertThat(took).as(how).isLessThan(1000);
        }
    }
}
