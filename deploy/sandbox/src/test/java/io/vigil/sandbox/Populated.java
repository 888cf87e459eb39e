package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** A response with every member set, and the same as a file of an account: what the SDK must read back to the letter. */
final class Populated {
    /** What people name things, and what breaks careless writers. */
    private static final List<String> NAMES = List.of(
            "plain",
            "quote\" and 'quote'",
            "line one\nline two\ttabbed",
            "carriage\rreturn",
            "<script>alert(1)</script> & ]]> &amp;",
            "\uD83D\uDE80 emoji \uD83D\uDD12",
            "\u202Eright-to-left\u202C \u05E9\u05DC\u05D5\u05DD",
            "back\\slash %41 {account} $1");

    private final Deque<String> path = new ArrayDeque<>();
    private final boolean iam;
    private int next;

    Populated(boolean iam) {
        this.iam = iam;
    }

    record Both(Object value, JsonNode json) {}

    /** @param members to leave out: the marks of pagination, which the sandbox writes itself */
    Both response(SdkPojo builder, List<String> members) {
        return object(builder, members);
    }

    private Both object(SdkPojo builder, List<String> without) {
        var json = JsonNodeFactory.instance.objectNode();
        for (var field : builder.sdkFields()) {
            if (without.contains(field.memberName()) || field.location() == MarshallLocation.STATUS_CODE) {
                continue;
            }
            value(field).ifPresent(both -> {
                field.set(builder, both.value());
                json.set(MemberNames.of(field), both.json());
            });
        }
        return new Both(((SdkBuilder<?, ?>) builder).build(), json);
    }

    private java.util.Optional<Both> value(SdkField<?> field) {
        var type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            return list(field);
        }
        if (type == MarshallingType.MAP) {
            return map(field);
        }
        if (type == MarshallingType.SDK_POJO) {
            var builder = field.constructor().get();
            var name = builder.getClass().getName();
            // shapes that hold themselves (a web ACL's statements) end at the second level
            if (path.stream().filter(name::equals).count() > 1) {
                return java.util.Optional.empty();
            }
            path.push(name);
            var both = object(builder, List.of());
            path.pop();
            return java.util.Optional.of(both);
        }
        return java.util.Optional.of(scalar(field, type));
    }

    /** IAM sends its policies percent-encoded, and the SDK leaves them so. */
    private boolean isIamPolicy(SdkField<?> field) {
        var name = String.valueOf(field.memberName());
        return iam && (name.endsWith("PolicyDocument") || name.equals("Document"));
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private java.util.Optional<Both> list(SdkField<?> field) {
        var values = new ArrayList<Object>();
        var json = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < 2; i++) {
            value(field.getTrait(ListTrait.class).memberFieldInfo()).ifPresent(item -> {
                values.add(item.value());
                json.add(item.json());
            });
        }
        return values.isEmpty() ? java.util.Optional.empty() : java.util.Optional.of(new Both(values, json));
    }

    private java.util.Optional<Both> map(SdkField<?> field) {
        return value(field.getTrait(MapTrait.class).valueFieldInfo()).map(item -> {
            ObjectNode json = JsonNodeFactory.instance.objectNode().set("a key", item.json());
            return new Both(Map.of("a key", item.value()), json);
        });
    }

    private Both scalar(SdkField<?> field, MarshallingType<?> type) {
        var json = JsonNodeFactory.instance;
        var number = ++next;
        if (type == MarshallingType.STRING) {
            // what travels in a header or an attribute has no line breaks in AWS either
            var name = field.location() == MarshallLocation.HEADER || "Type".equals(field.memberName())
                    ? "plain" + number
                    : NAMES.get(number % NAMES.size()) + number;
            return new Both(isIamPolicy(field) ? percentEncoded(name) : name, json.textNode(name));
        }
        if (type == MarshallingType.INSTANT) {
            var time = Instant.parse("2026-01-02T03:04:05Z").plusSeconds(number);
            return new Both(time, json.textNode(time.toString().replace("Z", "+00:00")));
        }
        if (type == MarshallingType.BOOLEAN) {
            return new Both(true, json.booleanNode(true));
        }
        if (type == MarshallingType.INTEGER) {
            return new Both(number, json.numberNode(number));
        }
        if (type == MarshallingType.LONG) {
            return new Both(3_000_000_000L + number, json.numberNode(3_000_000_000L + number));
        }
        if (type == MarshallingType.DOUBLE) {
            return new Both(number + 0.5, json.numberNode(number + 0.5));
        }
        if (type == MarshallingType.FLOAT) {
            return new Both(number + 0.5f, json.numberNode(number + 0.5f));
        }
        if (type == MarshallingType.SDK_BYTES) {
            var bytes = new byte[] {0, (byte) number, (byte) 0xFF, '<'};
            return new Both(
                    SdkBytes.fromByteArray(bytes),
                    json.textNode(Base64.getEncoder().encodeToString(bytes)));
        }
        throw new AssertionError("no value for " + type + " of " + field.memberName());
    }
}
