package io.vigil.checks.aws.iam;

import java.util.List;

/**
 * A user's row of the credential report.
 *
 * @param passwordEnabled whether the user can sign in to the console
 * @param accessKeys those that exist, active or not; the report numbers them 1 and 2
 */
public record UserCredentials(boolean passwordEnabled, boolean mfaActive, List<AccessKey> accessKeys) {}
