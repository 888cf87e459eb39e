package io.vigil.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import java.util.UUID;

/** Puts an error into a protocol's wire form. */
final class WriteError {
    private WriteError() {}

    static WireResponse write(Protocol protocol, boolean isS3, AwsError error, UUID requestId) {
        return switch (protocol) {
            case QUERY -> xml(error, query(error, requestId));
            case EC2 -> xml(error, ec2(error, requestId));
            case REST_XML -> xml(error, isS3 ? s3(error, requestId) : query(error, requestId));
            case JSON, REST_JSON -> json(protocol, error);
        };
    }

    private static WireResponse xml(AwsError error, XmlText body) {
        return WireResponse.of(error.status(), "text/xml;charset=UTF-8", body.toString());
    }

    private static XmlText query(AwsError error, UUID requestId) {
        var xml = new XmlText();
        xml.open("ErrorResponse");
        xml.open("Error");
        xml.element("Type", error.status() < 500 ? "Sender" : "Receiver");
        codeAndMessage(xml, error);
        xml.close("Error");
        xml.element("RequestId", requestId.toString());
        xml.close("ErrorResponse");
        return xml;
    }

    private static XmlText ec2(AwsError error, UUID requestId) {
        var xml = new XmlText();
        xml.open("Response");
        xml.open("Errors");
        xml.open("Error");
        codeAndMessage(xml, error);
        xml.close("Error");
        xml.close("Errors");
        xml.element("RequestID", requestId.toString());
        xml.close("Response");
        return xml;
    }

    private static XmlText s3(AwsError error, UUID requestId) {
        var xml = new XmlText();
        xml.open("Error");
        codeAndMessage(xml, error);
        xml.element("RequestId", requestId.toString());
        xml.element("HostId", "sandbox");
        xml.close("Error");
        return xml;
    }

    private static void codeAndMessage(XmlText xml, AwsError error) {
        xml.element("Code", error.code());
        xml.element("Message", error.text());
    }

    private static WireResponse json(Protocol protocol, AwsError error) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("__type", error.code())
                .put("message", error.text())
                .put("Message", error.text());
        return WireResponse.of(error.status(), protocol.contentType(), body.toString())
                .with(Map.of("x-amzn-ErrorType", error.code()));
    }
}
