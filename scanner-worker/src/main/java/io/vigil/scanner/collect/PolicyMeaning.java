package io.vigil.scanner.collect;

import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyDocument;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.Optional;

/** A policy document as AWS sent it, understood; one that is no policy is missing, never harmless. */
public final class PolicyMeaning {
    private PolicyMeaning() {}

    /** Of an identity's. */
    public static Read<PolicyFacts> of(String operation, String json) {
        return of(operation, json, /* ownAccount */ "");
    }

    /** @param operation that answered with the document, such as {@code s3:GetBucketPolicy} */
    public static Read<PolicyFacts> of(UnitScope scope, String operation, String json) {
        return of(operation, json, scope.account().value());
    }

    private static Read<PolicyFacts> of(String operation, String json, String ownAccount) {
        try {
            return Read.known(PolicyDocument.parse(json).facts(ownAccount));
        } catch (IllegalArgumentException noPolicy) {
            return Read.missing(new Unread(
                    UnreadReason.MALFORMED,
                    operation,
                    null,
                    "the policy document is not readable: " + noPolicy.getMessage()));
        }
    }

    /** Of a policy that may not exist. */
    public static Read<Optional<PolicyFacts>> ofOptional(
            UnitScope scope, String operation, Read<Optional<String>> json) {
        return json.flatMap(
                found -> found.map(text -> of(scope, operation, text).map(Optional::of))
                        .orElseGet(() -> Read.known(Optional.empty())));
    }
}
