package io.vigil.tenants.connections;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.checks.Check;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.ResourceType;
import io.vigil.checks.iam.DeclaredOperations;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.DeniedAction;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.Columns;
import io.vigil.tenants.accounts.Account;
import io.vigil.tenants.accounts.AccountHistory;
import io.vigil.tenants.accounts.Accounts;
import io.vigil.tenants.accounts.ProviderConfig;
import io.vigil.tenants.accounts.Registry;
import io.vigil.tenants.packs.Catalogue;
import io.vigil.tenants.packs.Packs;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What is known of an account's connection. */
@ApplicationScoped
class Connections {
    private static final int STEPS_SHOWN = 50;

    private record Row(
            Account.State state,
            Instant since,
            String roleName,
            @Nullable ProbeOutcome outcome,
            @Nullable String words,
            @Nullable Instant checkedAt,
            @Nullable Instant nextCheckAt,
            List<Region> regionsOff,
            String denied,
            @Nullable Instant actionsCheckedAt,
            int allowed,
            int untold) {}

    private final DeclaredOperations operations = DeclaredOperations.load();
    private final TenantTransaction transaction;
    private final Packs packs;
    private final Catalogue catalogue;
    private final ProviderConfig provider;
    private final Timetable timetable;
    private final InstantSource clock;

    Connections(
            TenantTransaction transaction,
            Packs packs,
            Catalogue catalogue,
            ProviderConfig provider,
            ConnectionsConfig config,
            InstantSource clock) {
        this.transaction = transaction;
        this.packs = packs;
        this.catalogue = catalogue;
        this.provider = provider;
        this.timetable = new Timetable(config);
        this.clock = clock;
    }

    /** @throws io.vigil.tenancy.Problem 404 when the account is not connected to the tenant */
    Connection find(TenantId tenant, AccountId account) {
        return transaction.call(tenant, handle -> {
            Row row = row(handle, tenant, account).orElseThrow(() -> Accounts.notConnected(account));
            List<AccountHistory.Step> history = AccountHistory.newest(handle, tenant, account, STEPS_SHOWN);
            boolean answeredBefore =
                    history.stream().anyMatch(step -> step.state().equals(Account.State.CONNECTED.name()));
            return new Connection(
                    account,
                    row.state(),
                    row.since(),
                    row.outcome(),
                    Explain.title(row.outcome()),
                    Explain.fix(row.outcome()),
                    row.words() == null || row.words().isEmpty() ? null : row.words(),
                    Explain.causes(
                            row.outcome(),
                            account.value(),
                            row.roleName(),
                            provider.principal().orElse(""),
                            answeredBefore),
                    row.checkedAt(),
                    row.nextCheckAt(),
                    row.regionsOff(),
                    actions(handle, tenant, account, row),
                    history);
        });
    }

    /**
     * When the door is tried next, after an answer has come.
     *
     * @param askedActions whether the probe asked what the role may do
     */
    void plan(Handle handle, TenantId tenant, AccountId account, boolean askedActions) {
        Instant now = clock.instant();
        row(handle, tenant, account)
                .ifPresent(row -> Registry.probeAt(
                        handle,
                        tenant,
                        account,
                        timetable.next(row.state(), row.since(), told(row, askedActions), now)));
    }

    private static Timetable.Actions told(Row row, boolean asked) {
        if (!asked) return Timetable.Actions.NOT_ASKED;
        boolean told = row.outcome() == ProbeOutcome.ENTERED
                && row.actionsCheckedAt() != null
                && row.actionsCheckedAt().equals(row.checkedAt());
        return told ? Timetable.Actions.KNOWN : Timetable.Actions.NOT_TOLD;
    }

    static Optional<Instant> changedAt(Handle handle, TenantId tenant, AccountId account) {
        return handle.createQuery("""
                        select greatest(state_since, checked_at, actions_checked_at) as changed from aws_account
                        where tenant_id = :tenant and account_id = :account and disconnected_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .map((row, context) -> Columns.instant(row, "changed"))
                .findOne();
    }

    private Connection.@Nullable Actions actions(Handle handle, TenantId tenant, AccountId account, Row row) {
        if (row.actionsCheckedAt() == null) return null;
        CompiledChecks checks =
                catalogue.enabledBy(packs.inForce(handle, tenant, account).pack());
        return new Connection.Actions(
                row.actionsCheckedAt(),
                row.allowed(),
                row.untold(),
                denied(row.denied()).stream()
                        .map(denied -> new Connection.Missing(
                                denied.action(),
                                denied.operation(),
                                denied.by(),
                                Explain.fix(denied),
                                denied.words(),
                                costs(denied.operation(), checks)))
                        .toList());
    }

    /** Checks of the types whose resources are seen by the operation. */
    private List<CheckId> costs(String operation, CompiledChecks checks) {
        SortedSet<CheckId> lost = new TreeSet<>(java.util.Comparator.comparing(CheckId::value));
        for (ResourceType<?> type : checks.resourceTypes())
            if (operations.of(type).contains(operation)) for (Check check : checks.checksOf(type)) lost.add(check.id());
        return List.copyOf(lost);
    }

    private static List<DeniedAction> denied(String json) {
        try {
            return EventJson.MAPPER.readValue(json, new TypeReference<List<DeniedAction>>() {});
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("what is denied cannot be read back", unreadable);
        }
    }

    private static Optional<Row> row(Handle handle, TenantId tenant, AccountId account) {
        return handle.createQuery("""
                        select a.*, r.probe_at from aws_account a
                        join aws_account_registry r on r.account_id = a.account_id and r.tenant_id = a.tenant_id
                        where a.tenant_id = :tenant and a.account_id = :account and a.disconnected_at is null
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .map((row, context) -> new Row(
                        Account.State.valueOf(row.getString("state")),
                        Columns.instant(row, "state_since"),
                        row.getString("role_name"),
                        row.getString("outcome") == null ? null : ProbeOutcome.valueOf(row.getString("outcome")),
                        row.getString("words"),
                        Columns.maybeInstant(row, "checked_at").orElse(null),
                        Columns.maybeInstant(row, "probe_at").orElse(null),
                        Columns.regions(row, "regions_off"),
                        row.getString("denied"),
                        Columns.maybeInstant(row, "actions_checked_at").orElse(null),
                        row.getInt("allowed"),
                        row.getInt("untold")))
                .findOne();
    }
}
