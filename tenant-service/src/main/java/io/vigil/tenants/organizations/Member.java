package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationNodes;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.tenants.accounts.Account;
import io.vigil.tenants.connections.Explain;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An account of an organization, and how it stands here.
 *
 * @param unit in which it lies, or lay
 * @param awsState how AWS keeps it
 * @param connection how its role answers; absent when it is not connected to the tenant
 * @param fix what to do about it; absent where nothing is to be done
 * @param seenAt when it was first read
 * @param leftAt when it was no longer there
 */
record Member(
        AccountId account,
        String name,
        String unit,
        OrganizationNodes.State awsState,
        State state,
        Account.@Nullable State connection,
        @Nullable String fix,
        Instant seenAt,
        @Nullable Instant leftAt) {

    /** The first that holds, from the bottom up. */
    enum State {
        NOT_CONNECTED,
        /** Connected to another customer; which one is not for this one to know. */
        OTHER_CUSTOMER,
        PENDING,
        CONNECTED,
        REFUSED,
        UNSAFE,
        /** AWS lets nobody in: suspended, closed, or not activated yet. */
        NOT_OPEN,
        /** Of the organization no more. */
        LEFT
    }

    static @Nullable String fix(
            State state,
            OrganizationNodes.State awsState,
            Account.@Nullable State connection,
            @Nullable ProbeOutcome outcome) {
        return switch (state) {
            case NOT_CONNECTED -> "Connect it, then have its role created.";
            case OTHER_CUSTOMER ->
                "It is connected to another customer of the provider and must be disconnected there first; the provider can help.";
            case PENDING ->
                "Create its role: one StackSet template serves all accounts that are connected here, and the account's own page shows the other ways. Vigil looks for it by itself.";
            case CONNECTED -> null;
            case REFUSED, UNSAFE ->
                outcome == null || Explain.fix(outcome) == null
                        ? "See the account's connection: it says what AWS answered and what it may be."
                        : Explain.fix(outcome);
            case NOT_OPEN -> notOpen(awsState, connection != null);
            case LEFT ->
                connection == null
                        ? null
                        : "It left the organization and is still connected here. Disconnect it if it is no longer yours.";
        };
    }

    private static String notOpen(OrganizationNodes.State awsState, boolean connected) {
        String state = switch (awsState) {
            case PENDING_ACTIVATION -> "AWS has not activated it yet: finish its registration.";
            case SUSPENDED -> "AWS has suspended it: only AWS Support can reopen it.";
            case PENDING_CLOSURE, CLOSED -> "It is closed, or about to be, so that no role in it can be used.";
            case ACTIVE, UNKNOWN -> "";
        };
        return connected ? state + " Nothing was disconnected: do so if it is not to come back." : state;
    }
}
