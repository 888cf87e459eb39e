package io.vigil.sandbox;

import java.util.Locale;

/** The wire forms of AWS that the SDK modules on the class path use. */
enum Protocol {
    QUERY("text/xml;charset=UTF-8"),
    EC2("text/xml;charset=UTF-8"),
    REST_XML("application/xml"),
    JSON("application/x-amz-json-1.1"),
    REST_JSON("application/json");

    private final String contentType;

    Protocol(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    boolean isXml() {
        return this == QUERY || this == EC2 || this == REST_XML;
    }

    boolean isRest() {
        return this == REST_XML || this == REST_JSON;
    }

    /** @param factory simple name of the protocol factory that a generated client holds */
    static Protocol ofFactory(String factory, boolean namedOperations) {
        if (factory.equals("AwsEc2ProtocolFactory")) {
            return EC2;
        }
        if (factory.equals("AwsQueryProtocolFactory")) {
            return QUERY;
        }
        if (factory.equals("AwsXmlProtocolFactory") || factory.equals("AwsS3ProtocolFactory")) {
            return REST_XML;
        }
        if (factory.toLowerCase(Locale.ROOT).contains("json")) {
            return namedOperations ? JSON : REST_JSON;
        }
        throw new IllegalStateException("The sandbox does not speak the protocol of " + factory);
    }
}
