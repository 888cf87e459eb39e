package io.vigil.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as it came over the wire, read once. */
record WireRequest(
        String method,
        String rawPath,
        Map<String, List<String>> query,
        Map<String, List<String>> headers,
        byte[] body) {

    /** Larger than any read of AWS needs: an inline policy ends at 10 KiB. */
    private static final int MAX_BODY_BYTES = 1 << 20;

    static WireRequest read(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
        if (body.length > MAX_BODY_BYTES) {
            throw new AwsError(413, "RequestEntityTooLarge", "Request body is over " + MAX_BODY_BYTES + " bytes");
        }
        var uri = exchange.getRequestURI();
        return new WireRequest(
                exchange.getRequestMethod(),
                uri.getRawPath(),
                pairs(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                exchange.getRequestHeaders(),
                body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name))
                .filter(all -> !all.isEmpty())
                .map(List::getFirst);
    }

    Map<String, List<String>> form() {
        return pairs(new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, List<String>> pairs(String text) {
        var pairs = new LinkedHashMap<String, List<String>>();
        for (var pair : text.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            pairs.computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), n -> new ArrayList<>())
                    .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return pairs;
    }
}
