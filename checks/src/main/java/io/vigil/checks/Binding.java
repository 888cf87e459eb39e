package io.vigil.checks;

import io.vigil.checks.Shape.ListOf;
import io.vigil.checks.Shape.MapOf;
import io.vigil.checks.Shape.Member;
import io.vigil.checks.Shape.OptionalOf;
import io.vigil.checks.Shape.Scalar;
import io.vigil.checks.Shape.Struct;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns JSON into the values that the check language reads, by their shape. Nulls are dropped: the language takes a
 * null for something else than nothing.
 */
final class Binding {
    private static final Unread NOT_THERE =
            new Unread(UnreadReason.MALFORMED, null, null, "the document does not have it");

    private final boolean refuseUnknown;

    private Binding(boolean refuseUnknown) {
        this.refuseUnknown = refuseUnknown;
    }

    /** Members that the shape does not know are ignored: a newer collector may have written them. */
    static Members of(Struct struct, Map<?, ?> json) {
        return new Binding(false).struct(struct, json, "resource");
    }

    /** @throws IllegalArgumentException if the JSON has a member that the shape does not know; the message names it */
    static Members exactly(Struct struct, Map<?, ?> json) {
        return new Binding(true).struct(struct, json, "resource");
    }

    private Members struct(Struct struct, Map<?, ?> json, String path) {
        if (refuseUnknown) refuseUnknown(struct, json, path);
        Map<?, ?> unread = json.get(Document.UNREAD) instanceof Map<?, ?> told ? told : Map.of();
        Members members = new Members(struct.members().size());
        for (Member member : struct.members().values()) {
            Object value = json.get(member.name());
            if (value != null) members.put(member.name(), value(member.shape(), value, path + "." + member.name()));
            else if (unread.get(member.name()) instanceof Map<?, ?> why)
                members.missing(member.name(), EventJson.MAPPER.convertValue(why, Unread.class));
            else if (member.awsOwn() && member.shape() instanceof ListOf) members.put(member.name(), List.of());
            else if (member.awsOwn() && member.shape() instanceof MapOf) members.put(member.name(), Map.of());
            else if (!member.awsOwn()) members.missing(member.name(), NOT_THERE);
        }
        return members;
    }

    private static void refuseUnknown(Struct struct, Map<?, ?> json, String path) {
        for (Object name : json.keySet())
            if (!struct.members().containsKey(String.valueOf(name)) && !name.equals(Document.UNREAD))
                throw new IllegalArgumentException("%s: %s has no member '%s'".formatted(path, struct.name(), name));
        if (json.get(Document.UNREAD) instanceof Map<?, ?> unread)
            for (Object name : unread.keySet())
                if (!(struct.members().get(String.valueOf(name)) instanceof Member member) || !member.mayBeMissing())
                    throw new IllegalArgumentException("%s: '%s' is never unread".formatted(path, name));
    }

    Object value(Shape shape, Object json, String path) {
        return switch (shape) {
            case Struct struct -> struct(struct, as(Map.class, json, path), path);
            case ListOf(Shape element) -> {
                List<Object> values = new ArrayList<>();
                for (@Nullable Object each : as(List.class, json, path))
                    if (each != null) values.add(value(element, each, path + "[" + values.size() + "]"));
                yield values;
            }
            case MapOf(Shape element) -> {
                Map<String, Object> values = new HashMap<>();
                for (Map.Entry<?, ?> each : ((Map<?, ?>) as(Map.class, json, path)).entrySet())
                    if (each.getValue() != null)
                        values.put(
                                String.valueOf(each.getKey()),
                                value(element, each.getValue(), path + "." + each.getKey()));
                yield values;
            }
            case OptionalOf(Shape element) ->
                json.equals(OptionalOf.NONE) ? Optional.empty() : Optional.of(value(element, json, path));
            case Scalar.TEXT -> as(String.class, json, path);
            case Scalar.FLAG -> as(Boolean.class, json, path);
            case Scalar.INTEGER -> {
                if (!(json instanceof Integer || json instanceof Long)) throw wrong("an integer", json, path);
                yield ((Number) json).longValue();
            }
            case Scalar.DECIMAL -> as(Number.class, json, path).doubleValue();
            case Scalar.TIME -> time(json, path);
            case Scalar.ANY -> any(json);
        };
    }

    /** JSON of no known shape, with integers as the language has them. */
    static Object any(Object json) {
        return switch (json) {
            case Integer small -> small.longValue();
            case Float single -> single.doubleValue();
            case List<?> list ->
                list.stream().filter(each -> each != null).map(Binding::any).toList();
            case Map<?, ?> map -> {
                Map<String, Object> values = new LinkedHashMap<>();
                map.forEach((key, each) -> {
                    if (each != null) values.put(String.valueOf(key), any(each));
                });
                yield values;
            }
            default -> json;
        };
    }

    private static Instant time(Object json, String path) {
        try {
            return Instant.parse(as(String.class, json, path));
        } catch (DateTimeException notTime) {
            throw wrong("a time such as 2026-01-31T12:00:00Z", json, path);
        }
    }

    private static <T> T as(Class<T> type, Object json, String path) {
        if (!type.isInstance(json))
            throw wrong("a " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT), json, path);
        return type.cast(json);
    }

    private static IllegalArgumentException wrong(String wanted, Object json, String path) {
        return new IllegalArgumentException("%s: '%s' is not %s".formatted(path, json, wanted));
    }
}
