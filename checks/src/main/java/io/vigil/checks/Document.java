package io.vigil.checks;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.checks.Shape.ListOf;
import io.vigil.checks.Shape.MapOf;
import io.vigil.checks.Shape.Member;
import io.vigil.checks.Shape.OptionalOf;
import io.vigil.checks.Shape.Scalar;
import io.vigil.checks.Shape.Struct;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.Unread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;

/**
 * A resource as JSON: what checks judge and the inventory keeps. AWS's members are {@code UpperCamel} as in the API
 * reference, ours {@code lowerCamel}; what AWS did not tell is left out; what was read and does not exist is the word
 * {@code none}; what could not be read stands in its holder's {@code unread} by its name. Members that may hold secrets
 * are in no document.
 */
public record Document(ResourceType<?> type, Map<String, Object> members) {

    /** What is larger travels as its digest only. */
    static final int MAX_BYTES = 200 * 1024;

    static final String UNREAD = "unread";

    public static Document of(Resource<?> resource) {
        ResourceType<?> type = resource.type();
        return new Document(type, struct(Shapes.of(type.document()), resource.document()));
    }

    /** SHA-256 of the canonical JSON: equal documents have equal ones. */
    public String digest() {
        return EventJson.digest(members);
    }

    /** The form in which a unit reports it. */
    public static ResourceSeen seen(Resource<?> resource) {
        return of(resource).seenOf(resource);
    }

    /** As {@link #seen(Resource)}, where the document is there already. */
    public ResourceSeen seenOf(Resource<?> resource) {
        byte[] json = EventJson.bytes(members);
        return new ResourceSeen(
                resource.region(),
                resource.arnOrId(),
                type.name(),
                resource.name(),
                resource.tags(),
                EventJson.digestOf(json),
                json.length > MAX_BYTES ? null : members);
    }

    private static Map<String, Object> struct(Struct struct, Object holder) {
        Map<String, Object> plain = new LinkedHashMap<>();
        Map<String, Object> unread = new LinkedHashMap<>();
        for (Member member : struct.members().values()) {
            Object value = member.of().apply(holder);
            if (value instanceof Read.Missing<?>(Unread why)) {
                unread.put(member.name(), told(why));
                continue;
            }
            if (value instanceof Read.Known<?>(Object known)) value = known;
            if (value != null) plain.put(member.name(), plain(member.shape(), value));
        }
        if (!unread.isEmpty()) plain.put(UNREAD, unread);
        return plain;
    }

    /** A reason as JSON; what it does not tell is left out, as everywhere in a document. */
    private static Map<String, Object> told(Unread why) {
        Map<String, Object> told = EventJson.MAPPER.convertValue(why, new TypeReference<>() {});
        told.values().removeIf(Objects::isNull);
        return told;
    }

    private static Object plain(Shape shape, Object value) {
        return switch (shape) {
            case Struct struct -> struct(struct, value);
            case ListOf(Shape element) -> {
                List<Object> plain = new ArrayList<>();
                for (@Nullable Object each : (List<?>) value) if (each != null) plain.add(plain(element, each));
                yield plain;
            }
            case MapOf(Shape element) -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                ((Map<?, ?>) value).forEach((key, each) -> {
                    if (each != null) plain.put(key.toString(), plain(element, each));
                });
                yield plain;
            }
            case OptionalOf(Shape element) ->
                ((Optional<?>) value).map(each -> plain(element, each)).orElse(OptionalOf.NONE);
            case Scalar.TEXT, Scalar.TIME -> value.toString();
            case Scalar.FLAG, Scalar.INTEGER, Scalar.DECIMAL -> value;
            case Scalar.ANY ->
                value instanceof software.amazon.awssdk.core.document.Document json
                        ? json.unwrap()
                        : value instanceof SdkBytes bytes ? bytes.asByteArray().length + " bytes" : value;
        };
    }
}
