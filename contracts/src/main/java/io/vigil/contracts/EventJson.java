package io.vigil.contracts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The wire form of events and of the values in them; the same on every side. */
public final class EventJson {

    /** Messages stay below it, so that no broker's default limit stands in the way; chunks are cut accordingly. */
    public static final int MAX_MESSAGE_BYTES = 256 * 1024;

    /** Map keys are sorted, so that equal values give equal bytes. An unknown property is ignored: N reads what N+1 writes. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private EventJson() {}

    public static String write(Event event) {
        try {
            return MAPPER.writerFor(Event.class).writeValueAsString(event);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("event %s has no JSON form".formatted(event.eventId()), notJson);
        }
    }

    /** The same in UTF-8. */
    public static byte[] writeBytes(Event event) {
        try {
            return MAPPER.writerFor(Event.class).writeValueAsBytes(event);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("event %s has no JSON form".formatted(event.eventId()), notJson);
        }
    }

    /** @throws MalformedEvent if the text is no event, or one whose fields contradict each other */
    public static Event read(String json) {
        return read(() -> MAPPER.readValue(json, Event.class));
    }

    /** The same of UTF-8. */
    public static Event read(byte[] json) {
        return read(() -> MAPPER.readValue(json, Event.class));
    }

    private interface Reading {
        @Nullable
        Event read() throws IOException;
    }

    private static Event read(Reading reading) {
        try {
            Event event = reading.read();
            if (event == null) throw new MalformedEvent("the record is empty", null);
            return event;
        } catch (IOException | RuntimeException malformed) {
            throw new MalformedEvent(malformed.getMessage() == null ? "unreadable" : malformed.getMessage(), malformed);
        }
    }

    /** The canonical JSON of a value, in UTF-8. */
    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("value has no JSON form", notJson);
        }
    }

    /** SHA-256 over the canonical JSON of a value, 64 lower-case hex digits. */
    public static String digest(Object value) {
        return digestOf(bytes(value));
    }

    /** @param json as {@link #bytes} gives it */
    public static String digestOf(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
