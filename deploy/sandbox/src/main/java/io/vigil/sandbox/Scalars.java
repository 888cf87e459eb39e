package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.utils.DateUtils;

/** Single values of a document in the forms of the wire; each refuses a value of another kind than AWS's. */
final class Scalars {
    private Scalars() {}

    /** A text; a document in its place (a policy, which the command line prints decoded) is written as JSON text. */
    static String text(JsonNode node) {
        return node.isContainerNode() ? node.toString() : node.asText();
    }

    /** Whole number within {@code bits}; a text of digits is taken too. */
    static BigInteger whole(JsonNode node, int bits) {
        try {
            var value = new BigDecimal(scalar(node)).toBigIntegerExact();
            if (value.bitLength() < bits) {
                return value;
            }
        } catch (ArithmeticException | NumberFormatException e) {
            throw new BadData("expected a whole number, found " + node);
        }
        throw new BadData("number out of range: " + node);
    }

    static BigDecimal decimal(JsonNode node) {
        try {
            return new BigDecimal(scalar(node));
        } catch (NumberFormatException e) {
            throw new BadData("expected a number, found " + node);
        }
    }

    static boolean bool(JsonNode node) {
        return switch (scalar(node)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new BadData("expected true or false, found " + node);
        };
    }

    /** Bytes as base64: a text is base64 already, as the command line prints it; an array is lines of plain text. */
    static String blob(JsonNode node) {
        if (node.isArray()) {
            var lines = StreamSupport.stream(node.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining("\n"));
            return Base64.getEncoder().encodeToString(lines.getBytes(StandardCharsets.UTF_8));
        }
        try {
            var text = scalar(node);
            return Base64.getEncoder().encodeToString(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new BadData("expected base64 or an array of lines, found " + node);
        }
    }

    static Instant time(JsonNode node) {
        try {
            return node.isNumber()
                    ? Instant.ofEpochMilli(node.decimalValue().movePointRight(3).longValue())
                    : OffsetDateTime.parse(scalar(node)).toInstant();
        } catch (DateTimeException e) {
            throw new BadData("expected a time such as 2026-01-31T12:00:00+00:00, found " + node);
        }
    }

    /** The time as the field's own format, else its place and protocol, want it. */
    static String time(JsonNode node, SdkField<?> field, Protocol protocol) {
        var time = time(node);
        return switch (format(field, protocol)) {
            case ISO_8601 -> DateUtils.formatIso8601Date(time);
            case RFC_822 -> DateUtils.formatRfc822Date(time);
            case UNIX_TIMESTAMP -> DateUtils.formatUnixTimestampInstant(time);
            case UNIX_TIMESTAMP_MILLIS -> Long.toString(time.toEpochMilli());
        };
    }

    static TimestampFormatTrait.Format format(SdkField<?> field, Protocol protocol) {
        var own = field.getOptionalTrait(TimestampFormatTrait.class);
        if (own.isPresent()) {
            return own.get().format();
        }
        if (field.location() == MarshallLocation.HEADER) {
            return TimestampFormatTrait.Format.RFC_822;
        }
        return protocol.isXml() ? TimestampFormatTrait.Format.ISO_8601 : TimestampFormatTrait.Format.UNIX_TIMESTAMP;
    }

    private static String scalar(JsonNode node) {
        if (node.isValueNode()) {
            return node.asText();
        }
        throw new BadData("expected a single value, found " + node.getNodeType());
    }
}
