package io.vigil.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer ready for the wire. */
record WireResponse(int status, String contentType, Map<String, String> headers, byte[] body) {
    static WireResponse of(int status, String contentType, String body) {
        return new WireResponse(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    WireResponse with(Map<String, String> more) {
        return new WireResponse(status, contentType, more, body);
    }

    WireResponse cutInHalf() {
        return new WireResponse(status, contentType, headers, java.util.Arrays.copyOf(body, body.length / 2));
    }
}
