package io.vigil.tenants.ledger;

import static io.vigil.contracts.Region.GLOBAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.FakeRun;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnRealParts
class ProgressIT {
    private static final Region FRANKFURT = new Region("eu-central-1");
    private static final Region VIRGINIA = new Region("us-east-1");

    @Inject
    World world;

    @Inject
    Callers callers;

    @TestHTTPResource
    URI service;

    private final HttpClient http = HttpClient.newHttpClient();
    private TenantId tenant;
    private ScanId scan;

    /** A watcher of the stream, with the lines that it got. */
    private record Watcher(List<String> lines, CompletableFuture<Void> end) {
        List<Long> ids() {
            return lines.stream()
                    .filter(line -> line.startsWith("id:"))
                    .map(line -> Long.parseLong(line.substring(3).strip()))
                    .toList();
        }

        List<JsonNode> messages() {
            return lines.stream()
                    .filter(line -> line.startsWith("data:"))
                    .map(line -> json(line.substring(5)))
                    .toList();
        }

        private static JsonNode json(String text) {
            try {
                return EventJson.MAPPER.readTree(text);
            } catch (com.fasterxml.jackson.core.JsonProcessingException broken) {
                throw new IllegalStateException(text, broken);
            }
        }
    }

    @BeforeEach
    void aScan() {
        tenant = world.tenant();
        AccountId account = world.account(tenant);
        world.worker();
        scan = world.scan(tenant, account);
    }

    @AfterEach
    void leave() {
        http.shutdownNow();
    }

    @Test
    void aWatcherSeesTheScanFromItsStartToItsEnd() throws Exception {
        // Given
        Watcher watcher = watch("somebody", Role.SERVICE, Optional.empty());
        // When
        List<FakeRun> runs = List.of(GLOBAL, FRANKFURT, VIRGINIA).stream()
                .map(region -> world.run(world.requested(scan, region, 1), "worker-1"))
                .toList();
        runs.forEach(run -> run.start().beat(1, 10));
        await("live progress")
                .atMost(Duration.ofSeconds(10))
                .until(() -> watcher.messages().stream()
                        .anyMatch(message -> message.path("calls").asInt() == 30));
        runs.forEach(run -> run.close(20).fold());
        watcher.end().get(10, TimeUnit.SECONDS);
        // Then
        List<JsonNode> messages = watcher.messages();
        assertThat(watcher.ids())
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(1L)
                .hasSize(messages.size());
        assertThat(messages.get(0).path("state").asText()).isEqualTo("QUEUED");
        JsonNode last = messages.get(messages.size() - 1);
        assertThat(last.path("state").asText()).isEqualTo("FINISHED");
        assertThat(last.path("units").asInt()).isEqualTo(3);
        assertThat(last.path("unitsDone").asInt()).isEqualTo(3);
        assertThat(messages).anySatisfy(message -> {
            assertThat(message.path("unit").path("state").asText()).isEqualTo("RUNNING");
            assertThat(message.path("unit").path("worker").asText()).isEqualTo("worker-1");
        });
    }

    @Test
    void aStreamResumesAfterTheMessageThatWasSeenLast() throws Exception {
        // Given
        cancel();
        Watcher whole = watch("somebody", Role.SERVICE, Optional.empty());
        whole.end().get(10, TimeUnit.SECONDS);
        long seen = whole.ids().get(1);
        // When
        Watcher resumed = watch("somebody", Role.SERVICE, Optional.of(Long.toString(seen)));
        resumed.end().get(10, TimeUnit.SECONDS);
        Watcher late = watch("somebody", Role.SERVICE, Optional.of("999999"));
        late.end().get(10, TimeUnit.SECONDS);
        // Then
        assertThat(resumed.ids())
                .isEqualTo(whole.ids().stream().filter(id -> id > seen).toList());
        assertThat(late.messages())
                .singleElement()
                .satisfies(message -> assertThat(message.path("state").asText()).isEqualTo("CANCELLED"));
    }

    @Test
    void aWrongLastEventIdIsAClearError() {
        callers.as(Role.VIEWER, tenant)
                .header("Last-Event-ID", "yesterday")
                .get("/tenants/{tenant}/scans/{scan}/progress", tenant.toString(), scan.toString())
                .then()
                .statusCode(400);
    }

    private void cancel() {
        callers.as(Role.OPERATOR, tenant)
                .delete("/tenants/{tenant}/scans/{scan}", tenant.toString(), scan.toString())
                .then()
                .statusCode(204);
    }

    private Watcher watch(String subject, Role role, Optional<String> lastSeen) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        service.resolve("/tenants/%s/scans/%s/progress".formatted(tenant, scan)))
                .header("Authorization", "Bearer " + callers.token(subject, role, Optional.of(tenant)));
        lastSeen.ifPresent(id -> request.header("Last-Event-ID", id));
        List<String> lines = new CopyOnWriteArrayList<>();
        var end = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines())
                .thenAccept(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(200);
                    answer.body().forEach(lines::add);
                });
        return new Watcher(lines, end);
    }
}
