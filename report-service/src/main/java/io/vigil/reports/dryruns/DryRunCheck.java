package io.vigil.reports.dryruns;

import io.vigil.checks.Check;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Judgement;
import io.vigil.checks.MalformedCheck;
import io.vigil.checks.OwnCheckProgram;
import io.vigil.checks.ResourceType;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.PackInForce;
import io.vigil.reports.ingest.Inventory;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;

/** What a check would say of the tenant's last inventory; nothing of it is kept. */
@ApplicationScoped
public class DryRunCheck {
    /** Whoever asks waits for the answer, and holds a connection meanwhile. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int AT_ONCE = 3;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final TenantTransaction transaction;
    private final Catalogue catalogue;

    DryRunCheck(TenantTransaction transaction, Catalogue catalogue) {
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    /**
     * Of a check that nobody saved.
     *
     * @param examples how many resources are told at most, failing ones first
     * @throws Problem 400 with its place if the source does not compile, 503 if others are being run
     */
    DryRun ofSource(TenantId tenant, String source, int examples) {
        OwnCheck draft = OwnCheck.of(OwnCheck.id(tenant, "dry-run"), source);
        return run(tenant, examples, Optional.of(draft), draft.id());
    }

    /** @throws Problem 404 if no such check is in the tenant's pack */
    DryRun ofSaved(TenantId tenant, CheckId id, int examples) {
        return run(tenant, examples, Optional.empty(), id);
    }

    private DryRun run(TenantId tenant, int examples, Optional<OwnCheck> draft, CheckId id) {
        if (!places.tryAcquire()) throw Problem.unavailable("other dry runs are under way, try again in a moment");
        try {
            return transaction.call(tenant, handle -> {
                EffectivePack pack = PackInForce.read(handle, tenant);
                OwnCheck own = draft.orElseGet(() -> inForce(pack, id));
                return judge(handle, tenant, pack.withOwnChecks(List.of(own)), own, examples);
            });
        } finally {
            places.release();
        }
    }

    private DryRun judge(Handle handle, TenantId tenant, EffectivePack pack, OwnCheck own, int examples) {
        Check check = compiled(own);
        EffectivePack enabled = pack.withDisabledChecks(pack.disabledChecks().stream()
                        .filter(each -> !each.equals(own.id()))
                        .toList())
                .withDecidedOut(List.of());
        CompiledChecks checks = catalogue.compile(enabled).only(List.of(own.id()));
        List<ResourceType<?>> types = check.resourceTypes();
        DryRunTally tally = new DryRunTally(check, examples);
        long until = System.nanoTime() + PATIENCE.toNanos();
        Inventory.each(handle, tenant, Optional.empty(), types, kept -> {
            if (System.nanoTime() > until) return tally.stopped();
            kept.document()
                    .ifPresentOrElse(
                            document -> checks.judge(kept.resource(), document, kept.asOf())
                                    .forEach(judgement -> tally.add(kept, judgement)),
                            tally::notKept);
            return true;
        });
        return tally.told();
    }

    private static Check compiled(OwnCheck own) {
        try {
            return OwnCheckProgram.compile(own.id(), own.source()).check();
        } catch (MalformedCheck wrong) {
            throw Problem.malformed(
                    List.of(new Problem.Fault("source", wrong.line(), wrong.column(), wrong.problem())));
        }
    }

    private static OwnCheck inForce(EffectivePack pack, CheckId id) {
        return pack.ownChecks().stream()
                .filter(own -> own.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("nothing is here"));
    }

    /** Whether a judgement is worth an example: what passes is not. */
    static boolean isTold(Judgement judgement) {
        Status status = judgement.outcome().status();
        return status == Status.FAIL || status == Status.UNDETERMINED;
    }
}
