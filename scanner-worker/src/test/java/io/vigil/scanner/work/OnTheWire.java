package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.sandbox.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** What the tests of one worker share: the broker, and an AWS that fails on request. */
abstract class OnTheWire {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A test can outlive it, and the worker must renew it; so long that a busy machine does not take a unit away. */
    static final Duration HOLD = Duration.ofSeconds(8);

    static Wire wire;

    @BeforeAll
    static void listen() throws Exception {
        wire = new Wire(configured("kafka.bootstrap.servers"), HOLD);
    }

    @AfterAll
    static void close() throws Exception {
        wire.close();
    }

    @AfterEach
    void heal() throws Exception {
        send(faults().DELETE());
    }

    static URI sandbox() {
        return URI.create(configured("vigil.aws.endpoint"));
    }

    /** The sandbox runs in another class loader than the test, so it is told by its own HTTP door. */
    static void breaks(Fault fault) throws Exception {
        send(faults().POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(fault))));
    }

    private static HttpRequest.Builder faults() {
        return HttpRequest.newBuilder(sandbox().resolve("/_sandbox/faults"));
    }

    private static void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    private static String configured(String key) {
        return ConfigProvider.getConfig().getValue(key, String.class);
    }
}
