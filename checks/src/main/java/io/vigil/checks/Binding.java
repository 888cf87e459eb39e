package io.vigil.checks;

import io.vigil.checks.Shape.ListOf;
import io.vigil.checks.Shape.MapOf;
import io.vigil.checks.Shape.Member;
import io.vigil.checks.Shape.OptionalOf;
import io.vigil.checks.Shape.Scalar;
import io.vigil.checks.Shape.Struct;
import io.vigil.checks.evaluate.Failed;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    private static final List<UnreadReason> REASONS = List.of(UnreadReason.values());

    private final boolean refuseUnknown;
    private final boolean atOnce;

    private Binding(boolean refuseUnknown, boolean atOnce) {
        this.refuseUnknown = refuseUnknown;
        this.atOnce = atOnce;
    }

    /** Members that the shape does not know are ignored: a newer collector may have written them. */
    static Members of(Struct struct, Map<?, ?> json) {
        return new Binding(false, false).struct(struct, json);
    }

    /** @throws IllegalArgumentException if a value does not have the shape; the message says where */
    static Members atOnce(Struct struct, Map<?, ?> json) {
        return new Binding(false, true).root(struct, json);
    }

    /** @throws IllegalArgumentException also if the JSON has a member that the shape does not know; the message names it */
    static Members exactly(Struct struct, Map<?, ?> json) {
        return new Binding(true, true).root(struct, json);
    }

    private Members root(Struct struct, Map<?, ?> json) {
        try {
            return struct(struct, json);
        } catch (Misfit misfit) {
            throw misfit.in("resource");
        }
    }

    private Members struct(Struct struct, Map<?, ?> json) {
        if (refuseUnknown) refuseUnknown(struct, json);
        Members members = new Members(this, struct, json);
        if (atOnce) members.bindAll();
        return members;
    }

    /** Null for what AWS did not tell; {@link Failed} for what should be there. */
    @Nullable
    Object member(Struct struct, Member member, Map<?, ?> json, Map<?, ?> unread) {
        Object value = json.get(member.name());
        if (value != null) return value(struct, member, value);
        if (!unread.isEmpty() && unread.get(member.name()) instanceof Map<?, ?> why)
            return Failed.because(new NotRead(unread(why)));
        if (!member.awsOwn()) return Failed.because(new NotRead(NOT_THERE));
        return switch (member.shape()) {
            case ListOf(Shape element) -> List.of();
            case MapOf(Shape element) -> Map.of();
            default -> null;
        };
    }

    /** By hand where it is as we write it: a document of which little was read has hundreds. */
    private static Unread unread(Map<?, ?> why) {
        for (UnreadReason reason : REASONS)
            if (reason.name().equals(why.get("reason")) && why.get("detail") instanceof String detail)
                return new Unread(reason, text(why.get("operation")), text(why.get("missingAction")), detail);
        return EventJson.MAPPER.convertValue(why, Unread.class);
    }

    private static @Nullable String text(@Nullable Object json) {
        return json == null ? null : json.toString();
    }

    private Object value(Struct struct, Member member, Object json) {
        try {
            return value(member.shape(), json);
        } catch (Misfit misfit) {
            throw misfit.in((atOnce ? "." : struct.name() + ".") + member.name());
        }
    }

    private static void refuseUnknown(Struct struct, Map<?, ?> json) {
        for (Object name : json.keySet())
            if (!struct.members().containsKey(String.valueOf(name)) && !name.equals(Document.UNREAD))
                throw new Misfit("%s has no member '%s'".formatted(struct.name(), name));
        if (json.get(Document.UNREAD) instanceof Map<?, ?> unread)
            for (Object name : unread.keySet())
                if (!(struct.members().get(String.valueOf(name)) instanceof Member member) || !member.mayBeMissing())
                    throw new Misfit("'%s' is never unread".formatted(name));
    }

    private Object value(Shape shape, Object json) {
        return switch (shape) {
            case Struct struct -> struct(struct, as(Map.class, json));
            case ListOf(Shape element) -> list(element, as(List.class, json));
            case MapOf(Shape element) -> map(element, as(Map.class, json));
            case OptionalOf(Shape element) ->
                json.equals(OptionalOf.NONE) ? Optional.empty() : Optional.of(value(element, json));
            case Scalar.TEXT -> as(String.class, json);
            case Scalar.FLAG -> as(Boolean.class, json);
            case Scalar.INTEGER -> {
                if (!(json instanceof Integer || json instanceof Long)) throw wrong("an integer", json);
                yield ((Number) json).longValue();
            }
            case Scalar.DECIMAL -> as(Number.class, json).doubleValue();
            case Scalar.TIME -> time(json);
            case Scalar.ANY -> any(json);
        };
    }

    private List<Object> list(Shape element, List<?> json) {
        List<Object> values = new ArrayList<>(json.size());
        try {
            for (@Nullable Object each : json) if (each != null) values.add(value(element, each));
        } catch (Misfit misfit) {
            throw misfit.in("[" + values.size() + "]");
        }
        return values;
    }

    private Map<String, Object> map(Shape element, Map<?, ?> json) {
        Map<String, Object> values = new HashMap<>();
        for (Map.Entry<?, ?> each : json.entrySet()) {
            if (each.getValue() == null) continue;
            String name = String.valueOf(each.getKey());
            try {
                values.put(name, value(element, each.getValue()));
            } catch (Misfit misfit) {
                throw misfit.in("." + name);
            }
        }
        return values;
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

    private static Instant time(Object json) {
        try {
            return Instants.parse(as(String.class, json));
        } catch (DateTimeException notTime) {
            throw wrong("a time such as 2026-01-31T12:00:00Z", json);
        }
    }

    private static <T> T as(Class<T> type, Object json) {
        if (!type.isInstance(json)) throw wrong("a " + type.getSimpleName().toLowerCase(Locale.ROOT), json);
        return type.cast(json);
    }

    private static Misfit wrong(String wanted, Object json) {
        return new Misfit("'%s' is not %s".formatted(json, wanted));
    }

    /** A value that does not have its shape, and where it stands. */
    private static final class Misfit extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final String problem;
        private final String path;

        Misfit(String problem) {
            this(problem, "");
        }

        private Misfit(String problem, String path) {
            super(path.isEmpty() ? problem : path + ": " + problem);
            this.problem = problem;
            this.path = path;
        }

        Misfit in(String holder) {
            return new Misfit(problem, holder + path);
        }
    }
}
