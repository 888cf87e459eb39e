package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.PayloadTrait;

/** Puts a document into its operation's wire form, by the SDK's own description of the answer. */
final class WriteAnswer {
    /** Where the element of an answer is not called like its operation; the SDK does not look at it. */
    private static final Map<String, String> ROOTS = Map.of(
            "s3:listbuckets", "ListAllMyBucketsResult",
            "s3:getbucketacl", "AccessControlPolicy",
            "s3:getbucketversioning", "VersioningConfiguration",
            "s3:getbucketlogging", "BucketLoggingStatus",
            "s3:getbucketlifecycleconfiguration", "LifecycleConfiguration",
            "s3:getbuckettagging", "Tagging",
            "s3:getbucketwebsite", "WebsiteConfiguration",
            "s3:getbucketcors", "CORSConfiguration",
            "s3:getbucketnotificationconfiguration", "NotificationConfiguration");

    private WriteAnswer() {}

    static WireResponse write(AwsOperation operation, JsonNode document, UUID requestId) {
        var protocol = operation.service().protocol();
        var headers = new HashMap<String, String>();
        var body = switch (protocol) {
            case QUERY -> query(operation, document, requestId);
            case EC2 -> ec2(operation, document, requestId);
            case REST_XML -> restXml(operation, document, headers);
            case JSON ->
                new JsonBody(protocol)
                        .members(operation.responseFields(), document)
                        .toString();
            case REST_JSON -> restJson(operation, document, headers);
        };
        return WireResponse.of(200, protocol.contentType(), body).with(headers);
    }

    private static String namespace(AwsOperation operation) {
        var service = operation.service();
        var host = service.protocol() == Protocol.EC2 ? "ec2" : service.signingName();
        return "https://%s.amazonaws.com/doc/%s/".formatted(host, operation.apiVersion());
    }

    private static String query(AwsOperation operation, JsonNode document, UUID requestId) {
        var xml = new XmlText();
        xml.open(operation.name() + "Response", "xmlns", namespace(operation));
        xml.open(operation.name() + "Result");
        new XmlBody(operation.service(), xml).members(operation.responseFields(), document);
        xml.close(operation.name() + "Result");
        xml.open("ResponseMetadata");
        xml.element("RequestId", requestId.toString());
        xml.close("ResponseMetadata");
        xml.close(operation.name() + "Response");
        return xml.toString();
    }

    private static String ec2(AwsOperation operation, JsonNode document, UUID requestId) {
        var xml = new XmlText();
        xml.open(operation.name() + "Response", "xmlns", namespace(operation));
        xml.element("requestId", requestId.toString());
        new XmlBody(operation.service(), xml).members(operation.responseFields(), document);
        xml.close(operation.name() + "Response");
        return xml.toString();
    }

    private static String restXml(AwsOperation operation, JsonNode document, Map<String, String> headers) {
        var payload = payload(operation, document);
        if (payload != null && payload.marshallingType() != MarshallingType.SDK_POJO) {
            return textPayload(payload, document);
        }
        var xml = new XmlText();
        var body = new XmlBody(operation.service(), xml);
        var root = ROOTS.getOrDefault(operation.key(), operation.name() + "Result");
        if (payload == null) {
            xml.open(root);
        }
        Members.visit(operation.responseFields(), document, (field, value) -> {
            if (field.location() == MarshallLocation.HEADER) {
                header(field, value, operation, headers);
            } else if (field.location() == MarshallLocation.PAYLOAD) {
                body.member(field, value);
            }
        });
        if (payload == null) {
            xml.close(root);
        }
        return xml.toString();
    }

    /** The member that is the whole body, as the SDK knows or, for bare texts, as S3 does. */
    private static @org.jspecify.annotations.Nullable SdkField<?> payload(AwsOperation operation, JsonNode document) {
        return operation.responseFields().stream()
                .filter(field -> field.containsTrait(PayloadTrait.class) && document.has(field.memberName()))
                .findFirst()
                .orElse(null);
    }

    /** A bucket's policy is sent as it is, its location as a lone element. */
    private static String textPayload(SdkField<?> payload, JsonNode document) {
        var text = Scalars.text(document.path(payload.memberName()));
        if (!payload.memberName().equals("LocationConstraint")) {
            return text;
        }
        var xml = new XmlText();
        xml.element("LocationConstraint", text.equals("null") ? "" : text);
        return xml.toString();
    }

    private static String restJson(AwsOperation operation, JsonNode document, Map<String, String> headers) {
        var payload = payload(operation, document);
        var json = new JsonBody(Protocol.REST_JSON);
        Members.visit(operation.responseFields(), document, (field, value) -> {
            if (field.location() == MarshallLocation.HEADER) {
                header(field, value, operation, headers);
            }
        });
        return payload == null
                ? json.members(operation.responseFields(), document).toString()
                : json.value(payload, document.path(payload.memberName())).toString();
    }

    private static void header(SdkField<?> field, JsonNode value, AwsOperation operation, Map<String, String> headers) {
        if (field.containsTrait(MapTrait.class)) {
            value.properties()
                    .forEach(entry -> headers.put(
                            field.unmarshallLocationName() + entry.getKey(), Scalars.text(entry.getValue())));
        } else if (field.marshallingType() == MarshallingType.INSTANT) {
            headers.put(
                    field.unmarshallLocationName(),
                    Scalars.time(value, field, operation.service().protocol()));
        } else {
            headers.put(field.unmarshallLocationName(), Scalars.text(value));
        }
    }
}
