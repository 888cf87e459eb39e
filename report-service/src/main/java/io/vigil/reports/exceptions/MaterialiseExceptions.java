package io.vigil.reports.exceptions;

import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.reports.changes.RecordTransitions;
import io.vigil.reports.exceptions.SettleExceptions.Settled;
import io.vigil.reports.posture.CountFindings;
import io.vigil.reports.posture.RecordDay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Brings what was decided of exceptions to the findings, with counters, log, the day's score and events; no scan is needed. */
@ApplicationScoped
class MaterialiseExceptions {
    private final SettleExceptions settle;
    private final RecordTransitions transitions;
    private final CountFindings countFindings;
    private final RecordDay recordDay;

    MaterialiseExceptions(
            SettleExceptions settle, RecordTransitions transitions, CountFindings countFindings, RecordDay recordDay) {
        this.settle = settle;
        this.transitions = transitions;
        this.countFindings = countFindings;
        this.recordDay = recordDay;
    }

    /** Of one that is in force since now; returns how many findings are open no more. */
    int begun(Handle handle, TenantId tenant, AcceptedRisk risk, Instant now) {
        transitions.open(handle);
        Settled settled = settle.inScope(handle, tenant, risk.scope(), now);
        int taken = handle.createQuery("select count(*) from run_transition where transition = 'EXCEPTED'")
                .mapTo(Integer.class)
                .one();
        carryOut(handle, tenant, settled, now, "begun " + risk.id());
        return taken;
    }

    /** Of some that are over since now; returns how many findings were theirs. */
    int over(Handle handle, TenantId tenant, Collection<ExceptionId> over, Instant now) {
        if (over.isEmpty()) return 0;
        transitions.open(handle);
        Settled settled = settle.of(handle, tenant, over, now);
        carryOut(handle, tenant, settled, now, "over " + over);
        return settled.rows();
    }

    private void carryOut(Handle handle, TenantId tenant, Settled settled, Instant now, String act) {
        if (settled.rows() == 0) return;
        var cause = new RecordTransitions.Act(tenant, now, act, new ScanId(Uuids.ofName("exceptions", tenant, act)));
        transitions.log(handle, cause);
        settled.checks()
                .forEach((account, checks) -> countFindings.recount(handle, tenant, account, List.copyOf(checks)));
        recordDay.record(handle, tenant, now);
        transitions.tell(handle, cause);
    }
}
