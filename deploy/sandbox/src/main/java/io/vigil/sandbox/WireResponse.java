package io.vigil.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer ready for the wire. */
record WireResponse(int status, String contentType, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static WireResponse of(int status, String contentType, String body) {
        return new WireResponse(status, contentType, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    WireResponse with(Map<String, String> more) {
        return new WireResponse(status, contentType, more, body);
    }

    WireResponse empty() {
        return new WireResponse(status, contentType, toBreak().headers, new byte[0]);
    }

    /** No time of XML, no list and no number of JSON is one any more. */
    WireResponse wrongTyped() {
        var text = new String(body, StandardCharsets.UTF_8);
        var wrong = text.startsWith("{")
                ? wrongJson(text)
                : text.replaceAll(">\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z<", ">neither<");
        return new WireResponse(status, contentType, headers, wrong.getBytes(StandardCharsets.UTF_8));
    }

    private static String wrongJson(String text) {
        try {
            return wrong(JSON.readTree(text)).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the sandbox wrote what is no JSON", e);
        }
    }

    private static JsonNode wrong(JsonNode node) {
        if (node.isArray() || node.isNumber()) {
            return TextNode.valueOf("neither");
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(wrong(member.getValue())));
        }
        return node;
    }

    WireResponse cutInHalf() {
        return new WireResponse(status, contentType, toBreak().headers, java.util.Arrays.copyOf(body, body.length / 2));
    }

    /** JSON's errors have their code in a header too, which would tell all. */
    WireResponse toBreak() {
        return status < 400 ? this : with(Map.of());
    }
}
