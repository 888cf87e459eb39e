package io.vigil.reports.exceptions;

import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.AcceptedRisk.Act;
import io.vigil.reports.exceptions.AcceptedRisk.State;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Ends everything of a tenant whose date has come, in one transaction, however many there are and however late it is. */
@ApplicationScoped
class EndExceptions {
    private static final Logger LOG = Logger.getLogger(EndExceptions.class);

    private final TenantTransaction transaction;
    private final MaterialiseExceptions materialise;
    private final AuditTrail audit;
    private final InstantSource clock;

    EndExceptions(
            TenantTransaction transaction, MaterialiseExceptions materialise, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.materialise = materialise;
        this.audit = audit;
        this.clock = clock;
    }

    /** Returns how many came to their end. */
    int end(TenantId tenant) {
        return transaction.call(tenant, handle -> {
            ExceptionsLock.alone(handle, tenant);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            List<AcceptedRisk> due = ExceptionTable.due(handle, tenant, now);
            List<ExceptionId> ended = over(handle, tenant, due, State.IN_FORCE, State.ENDED, now);
            List<ExceptionId> lapsed = over(handle, tenant, due, State.WAITING, State.LAPSED, now);
            int freed = materialise.over(handle, tenant, ended, now);
            if (!due.isEmpty())
                LOG.infof(
                        "exceptions ended tenant=%s ended=%d lapsed=%d findings=%d",
                        tenant, ended.size(), lapsed.size(), freed);
            return due.size();
        });
    }

    private List<ExceptionId> over(
            Handle handle, TenantId tenant, List<AcceptedRisk> due, State was, State becomes, Instant now) {
        List<ExceptionId> ids = due.stream()
                .filter(risk -> risk.state() == was)
                .map(AcceptedRisk::id)
                .toList();
        if (ids.isEmpty()) return ids;
        Caller self = Caller.service("report-service", Optional.of(tenant));
        ExceptionTable.over(handle, tenant, ids, becomes, Act.of(self, now, null));
        String action = "exception." + becomes.name().toLowerCase(Locale.ROOT);
        ids.forEach(id -> audit.append(handle, tenant, self, action, id.toString(), Map.of()));
        return ids;
    }
}
