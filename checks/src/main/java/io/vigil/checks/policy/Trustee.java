package io.vigil.checks.policy;

/**
 * Somebody whom a role's trust policy lets assume it.
 *
 * @param who as the policy names it: an ARN, an account, a service, an identity provider
 * @param account twelve digits for {@link Kind#ACCOUNT}, else empty
 * @param restricted a condition holds the caller to known accounts, organizations, sources or networks; the name of a bucket
 *     alone does not
 * @param externalId a condition demands one exact {@code sts:ExternalId}
 * @param subjectBound a condition holds a web identity to named subjects
 */
public record Trustee(
        Kind kind, String who, String account, boolean restricted, boolean externalId, boolean subjectBound) {

    public enum Kind {
        EVERYONE,
        /** Of another account, or all of it. */
        ACCOUNT,
        /** Of the role's own account, or a principal that is gone. */
        OWN_ACCOUNT,
        SERVICE,
        WEB_IDENTITY,
        SAML
    }
}
