package io.vigil.tenants.connections;

import io.vigil.contracts.DeniedAction;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.tenants.connections.Connection.Cause;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the outcomes of probes mean to people. */
public final class Explain {
    private Explain() {}

    /** @param role its ARN, to be found in the sentences again */
    static String title(@Nullable ProbeOutcome outcome) {
        if (outcome == null) return "The role has not been tried yet";
        return switch (outcome) {
            case ENTERED -> "The role lets Vigil in, and nobody without the right ExternalId";
            case UNSAFE -> "Unsafe: the role can be assumed without the right ExternalId";
            case REFUSED -> "AWS refused";
            case WRONG_ACCOUNT -> "The session belongs to another account or role than the one that is connected";
            case OWN_ACCOUNT -> "This is the provider's own account";
            case STS_OFF -> "AWS's Security Token Service is switched off in the region that Vigil asks";
            case CLOCK_SKEW -> "AWS finds Vigil's clock wrong";
            case THROTTLED -> "AWS throttles: too many requests at once";
            case UNREACHABLE -> "AWS did not answer";
            case PROVIDER_CREDENTIALS -> "AWS does not accept the provider's own credentials";
            case VIGIL_FAULT -> "Vigil failed";
        };
    }

    public static @Nullable String fix(@Nullable ProbeOutcome outcome) {
        if (outcome == null) return null;
        return switch (outcome) {
            case ENTERED -> null;
            case UNSAFE ->
                "Others could use Vigil to enter the account, so nothing is scanned. Replace the role's trust policy by the one shown here: its condition StringEquals sts:ExternalId names exactly one id. Vigil tries it again by itself.";
            case REFUSED -> "Create the role from one of the offers, or compare it with them step by step.";
            case WRONG_ACCOUNT ->
                "Check the account id of the connection. If it is wrong, disconnect it and connect the right one.";
            case OWN_ACCOUNT -> "Disconnect it, and connect the account that is to be scanned.";
            case STS_OFF ->
                "The provider activates STS for that region in its own account (IAM console, Account settings, Endpoints), or has Vigil ask us-east-1, where it is always on. Nothing is to be done in this account.";
            case CLOCK_SKEW ->
                "The provider sets the clock of the machines that scan. Nothing is to be done in this account.";
            case THROTTLED, UNREACHABLE -> "Nothing: Vigil tries again by itself.";
            case PROVIDER_CREDENTIALS ->
                "The provider renews the credentials that scan. Nothing is to be done in this account.";
            case VIGIL_FAULT -> "Nothing: the provider sees it, and Vigil tries again by itself.";
        };
    }

    /**
     * AWS answers these alike, so that nobody can find out which roles exist.
     *
     * @param principal whom the role must trust; empty if the installation has not said
     */
    static List<Cause> causes(
            @Nullable ProbeOutcome outcome, String account, String roleName, String principal, boolean answeredBefore) {
        if (outcome != ProbeOutcome.REFUSED) return List.of();
        Cause missing = new Cause(
                "The role %s does not exist in account %s, or its stack is not finished".formatted(roleName, account),
                "aws iam get-role --role-name %s, with credentials of account %s: NoSuchEntity means that it is missing"
                        .formatted(roleName, account));
        Cause externalId = new Cause(
                "The trust policy demands another ExternalId, such as one of an earlier connection",
                "Compare Condition.StringEquals.sts:ExternalId of AssumeRolePolicyDocument in the same answer with the ExternalId shown here, letter by letter");
        Cause principalDiffers = new Cause(
                "The trust policy names another principal",
                "Compare Principal.AWS in the same answer with %s; an id that begins with AROA or AIDA stands for one that was deleted"
                        .formatted(principal.isEmpty() ? "the principal that the provider names" : principal));
        Cause path = new Cause(
                "The role lies below a path, so that its ARN is another",
                "Arn in the same answer must be arn:aws:iam::%s:role/%s".formatted(account, roleName));
        Cause policy = new Cause(
                "A policy of the organization forbids roles to be assumed from outside",
                "Look for sts:AssumeRole in the resource control policies that hold for account %s (Organizations, Policies)"
                        .formatted(account));
        Cause suspended = new Cause(
                "The account is suspended or closed",
                "aws organizations describe-account --account-id %s, with credentials of the management account: Status"
                        .formatted(account));
        // a role that answered once exists; it was changed
        return answeredBefore
                ? List.of(externalId, missing, principalDiffers, policy, suspended, path)
                : List.of(missing, externalId, principalDiffers, path, policy, suspended);
    }

    static String fix(DeniedAction denied) {
        return switch (denied.by()) {
            case NOT_ALLOWED ->
                "Get the role's permissions from the offers again and update it: its policies do not allow %s."
                        .formatted(denied.action());
            case IDENTITY_POLICY ->
                "A policy that is attached to the role denies %s: take that statement away.".formatted(denied.action());
            case SERVICE_CONTROL_POLICY ->
                "A service control policy of the organization blocks %s. The role is right; a new stack will not help. Except the role in that policy."
                        .formatted(denied.action());
            case RESOURCE_CONTROL_POLICY ->
                "A resource control policy of the organization blocks %s. Except the role in that policy."
                        .formatted(denied.action());
            case PERMISSIONS_BOUNDARY ->
                "The role's permissions boundary does not let %s through: allow it there as well."
                        .formatted(denied.action());
            case SESSION_POLICY ->
                "Vigil's own session policy does not let %s through: tell the provider.".formatted(denied.action());
            case OTHER ->
                "AWS does not say which policy denies %s; begin with the role's own policies."
                        .formatted(denied.action());
        };
    }
}
