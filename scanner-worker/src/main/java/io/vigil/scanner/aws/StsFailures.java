package io.vigil.scanner.aws;

import io.vigil.contracts.ProbeOutcome;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * What a failed call of STS says; the codes and words are those of the STS API reference, "Common Error Types" and
 * "AssumeRole".
 */
final class StsFailures {
    private static final String REGION_DISABLED = "RegionDisabledException";

    private static final Set<String> REFUSED = Set.of("AccessDenied", "AccessDeniedException");

    private static final Set<String> SKEWED =
            Set.of("RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed", "InvalidSignatureException");

    private static final Set<String> BAD_CREDENTIALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "SignatureDoesNotMatch",
            "UnrecognizedClientException");

    private StsFailures() {}

    static ProbeOutcome outcome(Throwable failure) {
        if (Retrying.caused(failure, NotAnAwsAnswer.class) != null) return ProbeOutcome.UNREACHABLE;
        AwsServiceException answered = Retrying.caused(failure, AwsServiceException.class);
        if (answered != null) return outcome(answered);
        // without keys the SDK does not even ask
        return String.valueOf(failure.getMessage()).contains("Unable to load credentials")
                ? ProbeOutcome.PROVIDER_CREDENTIALS
                : ProbeOutcome.UNREACHABLE;
    }

    private static ProbeOutcome outcome(AwsServiceException answered) {
        String code = Failures.code(answered);
        String words = String.valueOf(answered.getMessage());
        if (answered.isThrottlingException()) return ProbeOutcome.THROTTLED;
        if (code.equals(REGION_DISABLED)) return ProbeOutcome.STS_OFF;
        if (SKEWED.contains(code) || words.contains("Signature expired") || words.contains("Signature not yet current"))
            return ProbeOutcome.CLOCK_SKEW;
        if (REFUSED.contains(code)) return ProbeOutcome.REFUSED;
        if (BAD_CREDENTIALS.contains(code)) return ProbeOutcome.PROVIDER_CREDENTIALS;
        if (answered.statusCode() >= 500 || code.isEmpty()) return ProbeOutcome.UNREACHABLE;
        return ProbeOutcome.VIGIL_FAULT;
    }

    /** Of a call with a session that is known to be good elsewhere. */
    static boolean isRegionOff(Throwable failure) {
        if (Retrying.unreachable(failure)) return true;
        AwsServiceException answered = Retrying.caused(failure, AwsServiceException.class);
        if (answered == null) return false;
        String code = Failures.code(answered);
        return code.equals("InvalidClientTokenId") || code.equals(REGION_DISABLED);
    }
}
