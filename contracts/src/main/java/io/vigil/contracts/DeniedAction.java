package io.vigil.contracts;

/**
 * What a session of the role may not do.
 *
 * @param action of IAM, such as {@code s3:ListAllMyBuckets}
 * @param operation that was denied, such as {@code s3:ListBuckets}
 * @param words AWS's own, shortened
 */
public record DeniedAction(String action, String operation, By by, String words) {

    /** Which policy stands in the way, as AWS says; the fix differs. */
    public enum By {
        /** The role's own policies do not allow it. */
        NOT_ALLOWED,
        /** The role's own policies deny it. */
        IDENTITY_POLICY,
        SERVICE_CONTROL_POLICY,
        RESOURCE_CONTROL_POLICY,
        PERMISSIONS_BOUNDARY,
        SESSION_POLICY,
        /** A policy of another type, or AWS does not name it. */
        OTHER
    }
}
