package io.vigil.gateway.pages.history;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which changes are looked at; lives in the address.
 *
 * @param from the first moment that counts
 * @param to the first that does not
 * @param values as they stand in the address, without the page
 */
public record Span(Instant from, Instant to, Map<String, String> values) {
    private static final int MOST_DAYS_BACK = 90;

    /** Days of UTC, both counted; without them, so many days back from now. */
    static Span of(
            @Nullable Integer days,
            @Nullable String from,
            @Nullable String to,
            @Nullable String account,
            @Nullable String framework,
            @Nullable String only,
            Instant now) {
        Map<String, String> values = new LinkedHashMap<>();
        LocalDate first = day(from);
        LocalDate last = day(to);
        Instant end = last == null
                ? now
                : last.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant begin;
        if (first != null) {
            values.put("from", first.toString());
            begin = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        } else {
            int back = days == null ? 7 : Math.clamp(days, 1, MOST_DAYS_BACK);
            values.put("days", Integer.toString(back));
            begin = end.minus(Duration.ofDays(back));
        }
        if (last != null) values.put("to", last.toString());
        put(values, "account", account);
        put(values, "framework", framework);
        put(values, "only", only);
        return new Span(begin, end, values);
    }

    private static void put(Map<String, String> values, String key, @Nullable String given) {
        if (given != null && given.strip().matches("[a-z0-9.-]{1,100}")) values.put(key, given.strip());
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            LocalDate day = text == null || text.isBlank() ? null : LocalDate.parse(text.strip());
            return day == null || day.getYear() < 2000 || day.getYear() > 9000 ? null : day;
        } catch (DateTimeException none) {
            return null;
        }
    }

    String get(String key) {
        return values.getOrDefault(key, "");
    }

    Span with(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        if (value.isEmpty()) changed.remove(key);
        else changed.put(key, value);
        return new Span(from, to, changed);
    }

    Span back(int days) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove("from");
        changed.remove("to");
        changed.put("days", Integer.toString(days));
        return new Span(from, to, changed);
    }

    String query() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** What report-service is asked. */
    String asked() {
        StringBuilder asked = new StringBuilder("from=" + from + "&to=" + to);
        for (String key : new String[] {"account", "framework"})
            if (!get(key).isEmpty()) asked.append('&').append(key).append('=').append(get(key));
        if (!get("only").isEmpty()) asked.append("&kind=").append(get("only"));
        return asked.toString();
    }
}
