package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One check's word on one resource.
 *
 * @param region where the resource lives, {@code global} if nowhere
 * @param resource its ARN, or its id where AWS has no ARN; written by strangers
 * @param resourceType such as {@code aws.ec2.security-group}
 * @param resourceName what people call it; equals {@code resource} where it has no name
 * @param message one sentence; for FAIL what is wrong, for UNDETERMINED what could not be read
 * @param evidence the facts that the check read, JSON values only
 * @param unread present exactly when the status is UNDETERMINED
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Verdict(
        CheckId check,
        Severity severity,
        Region region,
        String resource,
        String resourceType,
        String resourceName,
        Status status,
        String message,
        Map<String, Object> evidence,
        @Nullable Unread unread) {
    public Verdict {
        if ((status == Status.UNDETERMINED) != (unread != null))
            throw new IllegalArgumentException(
                    "verdict of %s on %s: %s with unread=%s".formatted(check, resource, status, unread));
    }
}
