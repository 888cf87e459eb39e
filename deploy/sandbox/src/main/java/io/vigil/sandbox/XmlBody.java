package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.XmlAttributeTrait;

/** A document as the XML that the SDK's unmarshallers read: query, EC2 and REST-XML answers. */
final class XmlBody {
    private static final String SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

    private final AwsService service;
    private final XmlText xml;

    XmlBody(AwsService service, XmlText xml) {
        this.service = service;
        this.xml = xml;
    }

    void members(List<SdkField<?>> fields, JsonNode document) {
        Members.visit(fields, document, (field, value) -> {
            if (!field.containsTrait(XmlAttributeTrait.class)) {
                member(field, value);
            }
        });
    }

    void member(SdkField<?> field, JsonNode value) {
        var name = field.unmarshallLocationName();
        var type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            list(name, field.getTrait(ListTrait.class), value);
        } else if (type == MarshallingType.MAP) {
            map(name, field.getTrait(MapTrait.class), value);
        } else {
            single(name, field, value);
        }
    }

    private void list(String name, ListTrait trait, JsonNode value) {
        if (!value.isArray()) {
            throw new BadData("expected a list, found " + value.getNodeType());
        }
        if (trait.isFlattened()) {
            items(name, trait.memberFieldInfo(), value);
            return;
        }
        xml.open(name);
        items(
                trait.memberLocationName() == null ? "member" : trait.memberLocationName(),
                trait.memberFieldInfo(),
                value);
        xml.close(name);
    }

    private void items(String name, SdkField<?> item, JsonNode values) {
        for (int i = 0; i < values.size(); i++) {
            try {
                nested(name, item, values.get(i));
            } catch (BadData e) {
                throw e.within("[" + i + "]");
            }
        }
    }

    private void map(String name, MapTrait trait, JsonNode value) {
        if (!(value instanceof ObjectNode entries)) {
            throw new BadData("expected an object, found " + value.getNodeType());
        }
        var entryName = trait.isFlattened() ? name : "entry";
        if (!trait.isFlattened()) {
            xml.open(name);
        }
        entries.properties().forEach(entry -> {
            xml.open(entryName);
            xml.element(trait.keyLocationName(), entry.getKey());
            nested(trait.valueLocationName(), trait.valueFieldInfo(), entry.getValue());
            xml.close(entryName);
        });
        if (!trait.isFlattened()) {
            xml.close(name);
        }
    }

    /** An item or a map's value: the element's name is the container's word, not the field's. */
    private void nested(String name, SdkField<?> field, JsonNode value) {
        var type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            list(name, field.getTrait(ListTrait.class), value);
        } else if (type == MarshallingType.MAP) {
            map(name, field.getTrait(MapTrait.class), value);
        } else {
            single(name, field, value);
        }
    }

    private void single(String name, SdkField<?> field, JsonNode value) {
        if (field.marshallingType() != MarshallingType.SDK_POJO) {
            xml.element(name, scalar(field, value));
            return;
        }
        var fields = field.constructor().get().sdkFields();
        var attribute = fields.stream()
                .filter(member -> member.containsTrait(XmlAttributeTrait.class) && value.has(member.memberName()))
                .findFirst();
        if (attribute.isPresent()) {
            xml.open(
                    name,
                    "xmlns:xsi",
                    SCHEMA_INSTANCE,
                    attribute.get().unmarshallLocationName(),
                    Scalars.text(value.get(attribute.get().memberName())));
        } else {
            xml.open(name);
        }
        members(fields, value);
        xml.close(name);
    }

    private String scalar(SdkField<?> field, JsonNode value) {
        var type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return isEncodedDocument(field) ? encoded(Scalars.text(value)) : Scalars.text(value);
        }
        if (type == MarshallingType.INSTANT) {
            return Scalars.time(value, field, service.protocol());
        }
        if (type == MarshallingType.SDK_BYTES) {
            return Scalars.blob(value);
        }
        if (type == MarshallingType.BOOLEAN) {
            return Boolean.toString(Scalars.bool(value));
        }
        if (type == MarshallingType.INTEGER) {
            return Scalars.whole(value, Integer.SIZE).toString();
        }
        return type == MarshallingType.LONG
                ? Scalars.whole(value, Long.SIZE).toString()
                : Scalars.decimal(value).toPlainString();
    }

    /** IAM alone sends its policies percent-encoded; the command line prints them decoded. */
    private boolean isEncodedDocument(SdkField<?> field) {
        var name = field.memberName();
        // an item of a list has no name of its own
        return name != null
                && service.folder().equals("iam")
                && (name.endsWith("PolicyDocument") || name.equals("Document"));
    }

    private static String encoded(String document) {
        return document.startsWith("%7B")
                ? document
                : URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
