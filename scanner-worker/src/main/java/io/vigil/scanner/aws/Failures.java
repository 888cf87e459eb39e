package io.vigil.scanner.aws;

import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Says of a failed call why nothing is known, in the words of {@link UnreadReason}. */
final class Failures {
    private static final int MAX_DETAIL_CHARACTERS = 300;

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "AuthorizationErrorException",
            "NotAuthorized",
            "UnauthorizedAccess",
            "UnauthorizedException",
            "UnauthorizedOperation",
            "Client.UnauthorizedOperation");

    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");

    /** The session is known to be good (its identity was read), so a region that does not know it is switched off. */
    private static final Set<String> REGION_OFF = Set.of(
            "AuthFailure",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidToken",
            "OptInRequired",
            "RegionDisabledException",
            "UnrecognizedClientException");

    private static final Set<String> NOT_SUPPORTED = Set.of(
            "InvalidAction",
            "MethodNotAllowed",
            "NotImplemented",
            "NotSupported",
            "SubscriptionRequiredException",
            "UnknownOperationException",
            "UnsupportedOperation",
            "UnsupportedOperationException");

    private static final Pattern ENCODED_MESSAGE = Pattern.compile("(?i)\\s*Encoded authorization failure message:.*");
    private static final Pattern ACCESS_KEY = Pattern.compile("\\b(AKIA|ASIA)[A-Z0-9]{12,}\\b");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final UnaryOperator<String> iamActions;

    /** @param iamActions from an operation ({@code s3:ListBuckets}) to the IAM action that allows it */
    Failures(UnaryOperator<String> iamActions) {
        this.iamActions = iamActions;
    }

    Unread unread(String operation, Throwable failure) {
        UnreadReason reason = reason(operation, failure);
        boolean grantHelps = reason == UnreadReason.ACCESS_DENIED || reason == UnreadReason.EXPLICITLY_DENIED;
        return new Unread(reason, operation, grantHelps ? missingAction(operation, failure) : null, detail(failure));
    }

    /** Some operations take the leave of a second service, which AWS names when it is that one that refuses. */
    private String missingAction(String operation, Throwable failure) {
        return Denials.action(failure)
                .filter(IamActions.besides(operation)::contains)
                .orElseGet(() -> iamActions.apply(operation));
    }

    private static UnreadReason reason(String operation, Throwable failure) {
        if (Retrying.caused(failure, NotAnAwsAnswer.class) != null) return UnreadReason.MALFORMED;
        AwsServiceException answered = Retrying.caused(failure, AwsServiceException.class);
        if (answered != null) return reason(operation, answered);
        if (Retrying.caused(failure, ApiCallTimeoutException.class) != null
                || Retrying.caused(failure, ApiCallAttemptTimeoutException.class) != null)
            return UnreadReason.TIMED_OUT;
        if (Retrying.unreachable(failure)) return UnreadReason.REGION_OFF;
        if (Retrying.caused(failure, SocketTimeoutException.class) != null) return UnreadReason.TIMED_OUT;
        if (isUnreadable(failure)) return UnreadReason.MALFORMED;
        return UnreadReason.SERVICE_FAILED;
    }

    private static UnreadReason reason(String operation, AwsServiceException answered) {
        if (answered instanceof StsException && !operation.startsWith("sts:")) return UnreadReason.CREDENTIALS_EXPIRED;
        String code = code(answered);
        if (answered.isThrottlingException()) return UnreadReason.THROTTLED;
        if (EXPIRED.contains(code)) return UnreadReason.CREDENTIALS_EXPIRED;
        if (REGION_OFF.contains(code)) return UnreadReason.REGION_OFF;
        if (NOT_SUPPORTED.contains(code)) return UnreadReason.NOT_SUPPORTED;
        if (isDenied(answered))
            return String.valueOf(answered.getMessage()).contains("explicit deny")
                    ? UnreadReason.EXPLICITLY_DENIED
                    : UnreadReason.ACCESS_DENIED;
        if (code.isEmpty() && answered.statusCode() < 500) return UnreadReason.MALFORMED;
        return UnreadReason.SERVICE_FAILED;
    }

    /** The SDK has no type of its own for an answer that it cannot parse. */
    private static boolean isUnreadable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getName();
            String message = String.valueOf(cause.getMessage());
            if (name.endsWith("JsonParseException")
                    || name.endsWith("XMLStreamException")
                    || message.contains("Unable to unmarshall")
                    || message.contains("Could not parse")) return true;
        }
        return false;
    }

    static boolean isDenied(AwsServiceException answered) {
        return DENIED.contains(code(answered));
    }

    /** The SDK throws many things when its thread is interrupted; all of them mean that nobody wants the answer. */
    static void stopIfInterrupted(RuntimeException failure) throws InterruptedException {
        if (Thread.interrupted()
                || Retrying.caused(failure, AbortedException.class) != null
                || Retrying.caused(failure, InterruptedException.class) != null) throw new InterruptedException();
    }

    static String code(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /** AWS's own words, without keys, in one line. */
    static String detail(Throwable failure) {
        AwsServiceException answered = Retrying.caused(failure, AwsServiceException.class);
        NotAnAwsAnswer foreign = Retrying.caused(failure, NotAnAwsAnswer.class);
        String words;
        if (foreign != null) words = String.valueOf(foreign.getMessage());
        else if (answered != null) words = words(answered);
        else words = String.valueOf(failure.getMessage());
        words = withoutKeys(words);
        return words.length() <= MAX_DETAIL_CHARACTERS ? words : words.substring(0, MAX_DETAIL_CHARACTERS - 1) + "…";
    }

    /** In one line. */
    static String withoutKeys(String words) {
        return SPACE.matcher(ACCESS_KEY.matcher(words).replaceAll("$1…")).replaceAll(" ");
    }

    private static String words(AwsServiceException answered) {
        AwsErrorDetails details = answered.awsErrorDetails();
        @Nullable String message = details == null ? null : details.errorMessage();
        String code = code(answered);
        if (message == null)
            return "%s (HTTP status %d)".formatted(code.isEmpty() ? "no error code" : code, answered.statusCode());
        return code + ": " + ENCODED_MESSAGE.matcher(message).replaceAll("");
    }
}
