package io.vigil.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A set of credentials and what they allow.
 *
 * @param arn who holds them, as GetCallerIdentity says
 * @param identityPolicies what the identity's own policies allow; empty for one that may do everything
 * @param sessionPolicy what AssumeRole restricted the session to
 * @param expires empty for long-lived keys
 */
record Session(
        String accessKey,
        String secretKey,
        Optional<String> token,
        String account,
        String arn,
        String userId,
        List<PolicyDocument> identityPolicies,
        Optional<PolicyDocument> sessionPolicy,
        Optional<Instant> expires) {

    boolean isAssumedRole() {
        return token.isPresent();
    }

    /** The role behind an assumed-role session, as trust policies name it; the identity itself otherwise. */
    String principalArn() {
        var marker = ":assumed-role/";
        var at = arn.indexOf(marker);
        if (at < 0) {
            return arn;
        }
        var roleAndSession = arn.substring(at + marker.length());
        return "arn:aws:iam::" + account + ":role/" + roleAndSession.substring(0, roleAndSession.lastIndexOf('/'));
    }
}
