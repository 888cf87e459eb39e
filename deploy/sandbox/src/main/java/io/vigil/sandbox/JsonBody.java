package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/** A document as the JSON that the SDK's unmarshallers read: AWS's wire names, times and blobs. */
final class JsonBody {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Protocol protocol;

    JsonBody(Protocol protocol) {
        this.protocol = protocol;
    }

    ObjectNode members(List<SdkField<?>> fields, JsonNode document) {
        var object = NODES.objectNode();
        Members.visit(fields, document, (field, value) -> {
            if (field.location() == MarshallLocation.PAYLOAD) {
                object.set(field.unmarshallLocationName(), value(field, value));
            }
        });
        return object;
    }

    JsonNode value(SdkField<?> field, JsonNode value) {
        var type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            return list(field.getTrait(ListTrait.class).memberFieldInfo(), value);
        }
        if (type == MarshallingType.MAP) {
            return map(field.getTrait(MapTrait.class).valueFieldInfo(), value);
        }
        if (type == MarshallingType.SDK_POJO) {
            return members(field.constructor().get().sdkFields(), value);
        }
        return type == MarshallingType.DOCUMENT ? value : scalar(field, value);
    }

    private JsonNode list(SdkField<?> item, JsonNode values) {
        if (!values.isArray()) {
            throw new BadData("expected a list, found " + values.getNodeType());
        }
        var list = NODES.arrayNode();
        for (int i = 0; i < values.size(); i++) {
            try {
                list.add(value(item, values.get(i)));
            } catch (BadData e) {
                throw e.within("[" + i + "]");
            }
        }
        return list;
    }

    private JsonNode map(SdkField<?> item, JsonNode values) {
        if (!(values instanceof ObjectNode entries)) {
            throw new BadData("expected an object, found " + values.getNodeType());
        }
        var map = NODES.objectNode();
        entries.properties().forEach(entry -> map.set(entry.getKey(), value(item, entry.getValue())));
        return map;
    }

    private JsonNode scalar(SdkField<?> field, JsonNode value) {
        var type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return NODES.textNode(Scalars.text(value));
        }
        if (type == MarshallingType.INSTANT) {
            var text = Scalars.time(value, field, protocol);
            var format = Scalars.format(field, protocol);
            return format == TimestampFormatTrait.Format.UNIX_TIMESTAMP
                            || format == TimestampFormatTrait.Format.UNIX_TIMESTAMP_MILLIS
                    ? NODES.numberNode(new BigDecimal(text))
                    : NODES.textNode(text);
        }
        if (type == MarshallingType.SDK_BYTES) {
            return NODES.textNode(Scalars.blob(value));
        }
        if (type == MarshallingType.BOOLEAN) {
            return NODES.booleanNode(Scalars.bool(value));
        }
        if (type == MarshallingType.INTEGER) {
            return NODES.numberNode(Scalars.whole(value, Integer.SIZE));
        }
        return type == MarshallingType.LONG
                ? NODES.numberNode(Scalars.whole(value, Long.SIZE))
                : NODES.numberNode(Scalars.decimal(value));
    }
}
