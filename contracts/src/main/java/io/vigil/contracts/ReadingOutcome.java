package io.vigil.contracts;

/** What came of reading an organization; only {@link #READ} brings a tree. */
public enum ReadingOutcome {
    READ,
    /** The account is in no organization. */
    NO_ORGANIZATION,
    /** The account is a member that may not see the organization: neither its management account nor a delegated administrator. */
    NOT_MANAGEMENT,
    /** The role lacks an IAM action, or a policy of the organization denies it. */
    DENIED,
    /** The role does not let Vigil in, or is unsafe. */
    REFUSED,
    /** The organization has more accounts or units than Vigil reads. */
    TOO_LARGE,
    /** AWS did not answer, or not usefully; it may pass. */
    FAILED
}
