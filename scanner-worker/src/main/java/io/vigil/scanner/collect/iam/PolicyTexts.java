package io.vigil.scanner.collect.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.checks.Read;
import io.vigil.checks.policy.HeldPolicy;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Policy documents as IAM sends them: JSON, encoded as a part of a URL. */
final class PolicyTexts {
    private PolicyTexts() {}

    /** In such a part a plus sign is a plus sign. */
    static String decoded(String document) {
        return document.stripLeading().startsWith("{")
                ? document
                : URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    static Read<HeldPolicy> held(String name, @Nullable String document) {
        if (document == null) return Read.missing(malformed("AWS did not send policy %s".formatted(name)));
        try {
            return Read.known(new HeldPolicy(name, EventJson.MAPPER.readValue(decoded(document), Map.class)));
        } catch (JsonProcessingException | IllegalArgumentException noPolicy) {
            return Read.missing(malformed("policy %s is not readable: %s".formatted(name, noPolicy.getMessage())));
        }
    }

    static Unread malformed(String detail) {
        return new Unread(UnreadReason.MALFORMED, AccountAuthorization.OPERATION, null, detail);
    }
}
