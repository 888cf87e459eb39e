package io.vigil.contracts;

/** What a probe of an account's role found, as far as AWS tells it apart. */
public enum ProbeOutcome {
    /** It lets us in with the right ExternalId, and refuses us without and with another one. */
    ENTERED,
    /** It lets us in without the right ExternalId, so others could use Vigil to enter the account. */
    UNSAFE,
    /** AWS refuses AssumeRole, and does not say why. */
    REFUSED,
    /** The session is in another account, or of another role, than was asked for. */
    WRONG_ACCOUNT,
    /** The account is the provider's own. */
    OWN_ACCOUNT,
    /** AWS's Security Token Service is switched off in the region that was asked. */
    STS_OFF,
    /** The clock of the one who asks, or of what stands between, is wrong. */
    CLOCK_SKEW,
    THROTTLED,
    /** No answer, or none of AWS. */
    UNREACHABLE,
    /** The provider's own credentials are expired or invalid. */
    PROVIDER_CREDENTIALS,
    VIGIL_FAULT;

    /** Whether it says something of the role; all else may pass and leaves what was known before. */
    public boolean tellsOfTheRole() {
        return switch (this) {
            case ENTERED, UNSAFE, REFUSED, WRONG_ACCOUNT, OWN_ACCOUNT -> true;
            case STS_OFF, CLOCK_SKEW, THROTTLED, UNREACHABLE, PROVIDER_CREDENTIALS, VIGIL_FAULT -> false;
        };
    }
}
