package io.vigil.reports.findings;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.EventJson;
import io.vigil.tenancy.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Where a list goes on: the sort keys of the last row, in a form that callers only hand back. */
record Cursor(String sort, List<String> keys) {

    String text() {
        try {
            byte[] json = EventJson.MAPPER.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws Problem 400 if it is not one of ours for this sort */
    static Cursor parse(String text, FindingSort sort) {
        try {
            String json = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            Cursor cursor = EventJson.MAPPER.readValue(json, Cursor.class);
            if (cursor == null
                    || !sort.name().equals(cursor.sort())
                    || cursor.keys().size() != sort.keys()) throw Problem.badRequest("cursor is not one of this list");
            sort.check(cursor.keys());
            return cursor;
        } catch (JsonProcessingException | IllegalArgumentException | java.time.DateTimeException malformed) {
            throw Problem.badRequest("cursor is not one of this list");
        }
    }
}
