package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ReadingOutcome;
import org.jspecify.annotations.Nullable;

/** What the outcomes of readings mean to people. */
final class ExplainReading {
    private ExplainReading() {}

    static String title(@Nullable ReadingOutcome outcome) {
        if (outcome == null) return "The organization has not been read yet";
        return switch (outcome) {
            case READ -> "The organization was read";
            case NO_ORGANIZATION -> "The account is in no organization";
            case NOT_MANAGEMENT -> "The account may not see its organization";
            case DENIED -> "The role may not read the organization";
            case REFUSED -> "The account's role does not let Vigil in";
            case TOO_LARGE -> "The organization is larger than Vigil reads";
            case FAILED -> "AWS did not answer usefully";
        };
    }

    static @Nullable String fix(
            @Nullable ReadingOutcome outcome, @Nullable String missingAction, @Nullable AccountId management) {
        if (outcome == null) return null;
        return switch (outcome) {
            case READ -> null;
            case NO_ORGANIZATION ->
                "Read it through the organization's management account; accounts without an organization are connected one by one or by a list.";
            case NOT_MANAGEMENT ->
                "Connect the management account%s and read it through that one, or make this one a delegated administrator."
                        .formatted(management == null ? "" : " " + management);
            case DENIED ->
                missingAction == null
                        ? "Get the role's permissions from the offers again and update it."
                        : "The role misses %s: get its permissions from the offers again and update it. If it has the action, a policy of the organization denies it."
                                .formatted(missingAction);
            case REFUSED -> "See the account's connection: it says what AWS answered and what it may be.";
            case TOO_LARGE -> "Connect its accounts by a list.";
            case FAILED -> "Nothing: it is read again by itself, or now if you ask for it.";
        };
    }
}
