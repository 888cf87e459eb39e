package io.vigil.reports.ingest;

import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Judgement;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.Region;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.Uuids;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.PackInForce;
import io.vigil.reports.changes.RecordTransitions;
import io.vigil.reports.exceptions.ExceptionsLock;
import io.vigil.reports.exceptions.SettleExceptions;
import io.vigil.reports.posture.CountFindings;
import io.vigil.reports.posture.RecordDay;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Judges the inventory by the checks that a published pack changed, so that their findings open and close at once,
 * without a scan. A resource whose document was too large to be kept waits for the next scan.
 */
@ApplicationScoped
public class RejudgeInventory {
    private static final Logger LOG = Logger.getLogger(RejudgeInventory.class);
    private static final int VERDICTS_AT_A_TIME = 1_000;

    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final RunTables tables;
    private final LoadDifferences loadDifferences;
    private final FoldFindings findings;
    private final CountFindings countFindings;
    private final RecordDay recordDay;
    private final SettleExceptions settleExceptions;
    private final RecordTransitions transitions;
    private final InstantSource clock;

    RejudgeInventory(
            TenantTransaction transaction,
            Catalogue catalogue,
            RunTables tables,
            LoadDifferences loadDifferences,
            FoldFindings findings,
            CountFindings countFindings,
            RecordDay recordDay,
            SettleExceptions settleExceptions,
            RecordTransitions transitions,
            InstantSource clock) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.tables = tables;
        this.loadDifferences = loadDifferences;
        this.findings = findings;
        this.countFindings = countFindings;
        this.recordDay = recordDay;
        this.settleExceptions = settleExceptions;
        this.transitions = transitions;
        this.clock = clock;
    }

    /** What is noted for the tenant, an account at a time; whatever was interrupted before is done too. */
    public void rejudge(TenantId tenant) {
        List<AccountId> accounts = transaction.call(
                tenant,
                handle -> handle.createQuery(
                                "select distinct account from rejudging where tenant_id = :tenant order by 1")
                        .bind("tenant", tenant.value())
                        .map((row, context) -> new AccountId(row.getString("account")))
                        .list());
        for (AccountId account : accounts) transaction.run(tenant, handle -> account(handle, tenant, account));
    }

    private void account(Handle handle, TenantId tenant, AccountId account) {
        TakeReport.oneAtATime(handle, tenant + "/" + account);
        ExceptionsLock.shared(handle, tenant);
        List<CheckId> noted = handle.createQuery("""
                        delete from rejudging where tenant_id = :tenant and account = :account returning check_id
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .map((row, context) -> new CheckId(row.getString("check_id")))
                .list();
        if (noted.isEmpty()) return;
        EffectivePack pack = PackInForce.read(handle, tenant, account);
        CompiledChecks checks = catalogue.compile(pack).only(noted);
        Folding folding = new Folding(handle, tenant, account, noted, pack);
        Inventory.each(handle, tenant, Optional.of(account), checks.resourceTypes(), kept -> {
            kept.document()
                    .ifPresent(document -> folding.take(
                            kept.scope(),
                            checks.judge(kept.resource(), document, kept.asOf()).stream()
                                    .map(Judgement::verdict)
                                    .toList()));
            return true;
        });
        folding.end();
    }

    /** Scope after scope, as the inventory comes; no more than a batch of verdicts is in memory. */
    private final class Folding {
        private final Handle handle;
        private final TenantId tenant;
        private final AccountId account;
        private final List<CheckId> noted;
        private final List<CheckId> withdrawn;
        private final List<CheckId> decidedOut;
        private final EffectivePack pack;
        private final Keeping keeping;
        private final Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        private final Set<String> folded = new HashSet<>();
        private final List<Verdict> batch = new ArrayList<>();
        private final Set<CheckId> touched;
        private Optional<FoldRun.Run> open = Optional.empty();
        private int written;

        Folding(Handle handle, TenantId tenant, AccountId account, List<CheckId> noted, EffectivePack pack) {
            this.handle = handle;
            this.tenant = tenant;
            this.account = account;
            this.noted = noted;
            this.touched = new TreeSet<>(noted);
            this.decidedOut = noted.stream().filter(pack::decides).toList();
            this.withdrawn = noted.stream()
                    .filter(id -> !pack.decides(id) && !isInForce(pack, id))
                    .toList();
            this.pack = pack;
            this.keeping = Keeping.of(pack, catalogue);
            tables.open(handle);
        }

        void take(String scope, List<Verdict> verdicts) {
            if (open.filter(run -> run.scope().equals(scope)).isEmpty()) {
                foldOpen();
                begin(scope);
            }
            batch.addAll(verdicts);
            if (batch.size() >= VERDICTS_AT_A_TIME) load();
        }

        /** Also of scopes that hold nothing but findings of what was withdrawn. */
        void end() {
            foldOpen();
            List<CheckId> silent =
                    Stream.concat(withdrawn.stream(), decidedOut.stream()).toList();
            for (String scope : scopesOf(handle, tenant, account, silent)) {
                if (folded.contains(scope)) continue;
                begin(scope);
                foldOpen();
            }
            written += moveOwners(handle, tenant, account, noted, keeping);
            if (written > 0) {
                countFindings.recount(handle, tenant, account, List.copyOf(touched));
                recordDay.record(handle, tenant, now);
            }
            LOG.infof(
                    "judged the inventory anew tenant=%s account=%s checks=%d rows=%d",
                    tenant, account, noted.size(), written);
        }

        private void begin(String scope) {
            handle.execute("delete from run_verdict");
            handle.execute("delete from run_transition");
            open = Optional.of(run(tenant, account, scope, noted, pack, now));
            folded.add(scope);
        }

        private void load() {
            FoldRun.Run run = open.orElseThrow();
            loadDifferences.load(
                    handle,
                    run.scope(),
                    new VerdictsReported(run.closed().unit(), run.closed().run(), /* chunk */ 0, List.copyOf(batch)),
                    keeping);
            batch.clear();
        }

        private void foldOpen() {
            if (open.isEmpty()) return;
            FoldRun.Run run = open.get();
            load();
            withdraw(handle, run, withdrawn);
            int changed = findings.decideOut(handle, run, decidedOut);
            changed += findings.foldVerdicts(handle, run);
            judgedAsOfTheInventory(handle, run);
            SettleExceptions.Settled settled = settleExceptions.inFold(handle, tenant, account, run.scope(), run.at());
            changed += settled.rows();
            touched.addAll(settled.and(account, List.of()));
            transitions.log(handle, run.act());
            if (changed > 0) transitions.tell(handle, run.act());
            written += changed;
            open = Optional.empty();
        }
    }

    private static boolean isInForce(EffectivePack pack, CheckId id) {
        return pack.runs(id)
                && (!OwnCheck.isOwn(id)
                        || pack.ownChecks().stream().anyMatch(own -> own.id().equals(id)));
    }

    /** Also of findings that are not judged now: it is not their verdict that changes. */
    private static int moveOwners(
            Handle handle, TenantId tenant, AccountId account, List<CheckId> checks, Keeping keeping) {
        return handle.createUpdate("""
                        update finding f set owner = m.owner
                        from unnest(:checks, :owners) m (check_id, owner)
                        where f.tenant_id = :tenant and f.account = :account and f.check_id = m.check_id and f.owner <> m.owner
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .bindArray(
                        "checks",
                        String.class,
                        checks.stream().map(CheckId::value).toList())
                .bindArray(
                        "owners",
                        String.class,
                        checks.stream().map(id -> keeping.owner(id).label()).toList())
                .execute();
    }

    private static List<String> scopesOf(Handle handle, TenantId tenant, AccountId account, List<CheckId> checks) {
        return handle.createQuery("""
                        select distinct scope from finding
                        where tenant_id = :tenant and account = :account and check_id = any (:checks)
                        """)
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .bindArray(
                        "checks",
                        String.class,
                        checks.stream().map(CheckId::value).toList())
                .mapTo(String.class)
                .list();
    }

    /** A check that is not judged any more applies to nothing. */
    private static void withdraw(Handle handle, FoldRun.Run run, List<CheckId> checks) {
        handle.createUpdate("""
                        insert into run_verdict (finding_id, region, check_id, severity, layer, owner, resource, resource_type,
                          resource_name, status, message, evidence)
                        select finding_id, region, check_id, severity, layer, owner, resource, resource_type, resource_name,
                          'NOT_APPLICABLE', :why, '{}'
                        from finding
                        where tenant_id = :tenant and account = :account and scope = :scope and check_id = any (:checks)
                          and gone_since is null
                        """)
                .bind("tenant", run.closed().unit().tenant().value())
                .bind("account", run.closed().unit().account().value())
                .bind("scope", run.scope())
                .bind("why", "The check is no longer in the policy pack.")
                .bindArray(
                        "checks",
                        String.class,
                        checks.stream().map(CheckId::value).toList())
                .execute();
    }

    /** A new check has been judged when its inventory was read; of others it is known already. */
    private static void judgedAsOfTheInventory(Handle handle, FoldRun.Run run) {
        handle.createUpdate("""
                        insert into check_judged (tenant_id, account, scope, check_id, judged_at)
                        select :tenant, :account, :scope, check_id, coalesce((select max(j.judged_at) from check_judged j
                          where j.tenant_id = :tenant and j.account = :account and j.scope = :scope), :at)
                        from unnest(:checks) c (check_id)
                        on conflict do nothing
                        """)
                .bind("tenant", run.closed().unit().tenant().value())
                .bind("account", run.closed().unit().account().value())
                .bind("scope", run.scope())
                .bind("at", run.at())
                .bindArray(
                        "checks",
                        String.class,
                        run.closed().checks().stream().map(CheckId::value).toList())
                .execute();
    }

    /** As if a unit had ended now; its scan is one of the pack's, which no ledger knows. */
    private static FoldRun.Run run(
            TenantId tenant, AccountId account, String scope, List<CheckId> checks, EffectivePack pack, Instant now) {
        String digest = EventJson.digest(pack);
        UnitRef unit = new UnitRef(
                tenant,
                account,
                new ScanId(Uuids.ofName("rejudge", tenant, digest)),
                new UnitId(Uuids.ofName("rejudge", tenant, account, scope, digest)),
                /* attempt */ 1);
        UnitClosed closed = new UnitClosed(
                unit,
                new RunId(UUID.randomUUID()),
                /* chunk */ 0,
                scope.equals(Region.GLOBAL.value()) ? UnitKind.GLOBAL : UnitKind.REGIONAL,
                new Region(scope),
                new PackDigest(digest),
                List.of(),
                checks,
                UnitBeat.Counts.NONE,
                now,
                now);
        return new FoldRun.Run(closed, scope, now, pack.daysToRemediate());
    }
}
