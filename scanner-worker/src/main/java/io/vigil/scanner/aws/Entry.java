package io.vigil.scanner.aws;

import io.vigil.contracts.UnitFailed;

/** What came of entering an account. */
public sealed interface Entry {

    record Entered(AwsSession session) implements Entry {}

    /** @param message what AWS said or what is wrong, and what to do; for people */
    record Refused(UnitFailed.Cause cause, String message) implements Entry {}
}
