package io.vigil.sandbox;

import java.util.Optional;
import java.util.regex.Pattern;

/** Who signed a request, for which region and service, as its SigV4 header says. */
record SignatureScope(String accessKey, String region, String service) {
    private static final Pattern CREDENTIAL = Pattern.compile(
            "AWS4-HMAC-SHA256 .*?Credential=([^/,\\s]+)/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request.*");

    static Optional<SignatureScope> of(String authorization) {
        var credential = CREDENTIAL.matcher(authorization);
        return credential.matches()
                ? Optional.of(new SignatureScope(credential.group(1), credential.group(2), credential.group(3)))
                : Optional.empty();
    }
}
