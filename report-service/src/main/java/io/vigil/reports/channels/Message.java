package io.vigil.reports.channels;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is told to a channel; its JSON is the body of a webhook.
 *
 * @param type what it is about, such as {@code alert.findings}; decides what the events hold
 * @param timestamp when it was made
 */
public record Message(String type, Instant timestamp, Data data) {
    static final String TEST = "channel.test";

    /**
     * @param title a sentence
     * @param rule that chose the events; null for a test
     * @param part counts from 1; what is too much for one message is told in several
     * @param more events that are not in any part, but in the portal
     * @param link into the portal; null where its address is not configured
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Data(
            TenantId tenant,
            String customer,
            String title,
            @Nullable Rule rule,
            int part,
            int parts,
            List<Happening> events,
            int more,
            @Nullable String link) {}

    public record Rule(UUID id, String name) {}

    /**
     * One thing that happened.
     *
     * @param id the same in every message that tells of it
     * @param change {@code opened}, {@code reopened}, {@code excepted}, {@code resolved}, {@code exceptionEnds} or {@code notScanned}
     * @param title what it is about, in words
     * @param due when an exception ends, or since when an account was not scanned
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Happening(
            UUID id,
            String change,
            Instant at,
            String title,
            @Nullable String severity,
            @Nullable FindingId finding,
            @Nullable CheckId check,
            @Nullable AccountId account,
            @Nullable String accountName,
            @Nullable String region,
            @Nullable String resource,
            @Nullable String resourceName,
            @Nullable UUID exception,
            @Nullable Instant due,
            @Nullable String link) {}

    String json() {
        return json(this);
    }

    /** As text: in bytes of its own the library would write a character beyond the first plane with twelve. */
    static String json(Object body) {
        try {
            return EventJson.MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a message has no JSON form", impossible);
        }
    }

    static Message of(String json) {
        try {
            return EventJson.MAPPER.readValue(json, Message.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a message cannot be read", unreadable);
        }
    }
}
