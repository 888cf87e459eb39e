package io.vigil.checks.aws.iam;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A user's row of the credential report, or root's.
 *
 * @param created when the user was
 * @param passwordEnabled whether the user can sign in to the console; the report does not tell it of root
 * @param passwordLastUsed empty when it never was
 * @param passwordChanged empty without a password, and for root
 * @param accessKeys those that exist, active or not; the report numbers them 1 and 2
 */
public record UserCredentials(
        Instant created,
        boolean passwordEnabled,
        Optional<Instant> passwordLastUsed,
        Optional<Instant> passwordChanged,
        boolean mfaActive,
        List<AccessKey> accessKeys) {}
