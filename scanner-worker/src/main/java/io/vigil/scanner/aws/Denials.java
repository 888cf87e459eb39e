package io.vigil.scanner.aws;

import io.vigil.contracts.DeniedAction;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Reads which policy denied a call (IAM User Guide, "Troubleshoot access denied error messages"). */
final class Denials {
    private static final int MAX_WORDS = 200;
    private static final Pattern ACTION =
            Pattern.compile("not authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)", Pattern.CASE_INSENSITIVE);

    /** These two say no more than this, whatever the reason. */
    private static final Set<String> LACONIC = Set.of("Access Denied", "AccessDenied");

    private static final Pattern MISSING =
            Pattern.compile("(?i).*(not.?found|nosuch|notexist|doesnotexist|404|unknown.*id).*");

    private Denials() {}

    /** Empty for what is no denial of IAM: services also say AccessDenied of what is switched off. */
    static Optional<DeniedAction> of(String operation, String action, Throwable failure) {
        AwsServiceException answered = Retrying.caused(failure, AwsServiceException.class);
        if (answered == null || !Failures.isDenied(answered)) return Optional.empty();
        String words = message(answered);
        Matcher named = ACTION.matcher(words);
        boolean isOfIam = named.find();
        if (!isOfIam && !LACONIC.contains(words) && !words.startsWith("You are not authorized to perform"))
            return Optional.empty();
        return Optional.of(new DeniedAction(isOfIam ? named.group(1) : action, operation, by(words), cut(words)));
    }

    /** The action that AWS names as the one that is not allowed. */
    static Optional<String> action(Throwable failure) {
        return Optional.ofNullable(Retrying.caused(failure, AwsServiceException.class))
                .map(answered -> ACTION.matcher(message(answered)))
                .filter(Matcher::find)
                .map(named -> named.group(1));
    }

    /** AWS went on to look for what does not exist, so that it had let us ask. */
    static boolean lookedForIt(Throwable failure) {
        AwsServiceException answered = Retrying.caused(failure, AwsServiceException.class);
        return answered != null
                && (answered.statusCode() == 404
                        || MISSING.matcher(Failures.code(answered)).matches());
    }

    private static DeniedAction.By by(String words) {
        if (words.contains("service control policy")) return DeniedAction.By.SERVICE_CONTROL_POLICY;
        if (words.contains("resource control policy")) return DeniedAction.By.RESOURCE_CONTROL_POLICY;
        if (words.contains("permissions boundary")) return DeniedAction.By.PERMISSIONS_BOUNDARY;
        if (words.contains("session policy")) return DeniedAction.By.SESSION_POLICY;
        if (words.contains("explicit deny in an identity-based policy")) return DeniedAction.By.IDENTITY_POLICY;
        if (words.contains("explicit deny")) return DeniedAction.By.OTHER;
        return words.contains("identity-based policy") ? DeniedAction.By.NOT_ALLOWED : DeniedAction.By.OTHER;
    }

    private static String message(AwsServiceException answered) {
        return answered.awsErrorDetails() == null || answered.awsErrorDetails().errorMessage() == null
                ? ""
                : answered.awsErrorDetails().errorMessage();
    }

    private static String cut(String words) {
        String line = Failures.withoutKeys(words);
        return line.length() <= MAX_WORDS ? line : line.substring(0, MAX_WORDS - 1) + "…";
    }
}
