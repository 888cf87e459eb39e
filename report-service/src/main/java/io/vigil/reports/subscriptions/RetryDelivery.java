package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.reports.subscriptions.Delivery.Kind;
import io.vigil.reports.subscriptions.Delivery.State;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Has a report's mail tried now, because somebody asks: also one that was given up, left out or found unchanged. */
@ApplicationScoped
class RetryDelivery {
    private record Known(Kind kind, State state, String recipient, Optional<Recipient.State> reader) {}

    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    RetryDelivery(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 404 when there is none, 409 when it was sent or nobody there confirmed */
    void retry(TenantId tenant, UUID subscription, UUID delivery, Caller by) {
        transaction.run(tenant, handle -> {
            Known known = handle.createQuery("""
                            select d.kind, d.state, d.recipient, r.state as reader from delivery d
                            left join subscription_recipient r on r.tenant_id = d.tenant_id
                              and r.subscription_id = d.subscription_id and r.address = d.recipient
                            where d.tenant_id = :tenant and d.subscription_id = :subscription and d.delivery_id = :delivery
                            for update of d
                            """)
                    .bind("tenant", tenant.value())
                    .bind("subscription", subscription)
                    .bind("delivery", delivery)
                    .map((row, context) -> new Known(
                            Kind.valueOf(row.getString("kind")),
                            State.valueOf(row.getString("state")),
                            row.getString("recipient"),
                            Optional.ofNullable(row.getString("reader")).map(Recipient.State::valueOf)))
                    .findOne()
                    .orElseThrow(() -> Problem.notFound("no delivery " + delivery));
            demandRetriable(known);
            // one that is in somebody's hands stays there; a given up one has all of its time again
            handle.createUpdate("""
                            update delivery set due_at = :now,
                              asked_at = case when state = 'QUEUED' then asked_at else :now end, state = 'QUEUED'
                            where tenant_id = :tenant and delivery_id = :delivery
                            """)
                    .bind("tenant", tenant.value())
                    .bind("delivery", delivery)
                    .bind("now", clock.instant())
                    .execute();
            audit.append(
                    handle,
                    tenant,
                    by,
                    "delivery.retried",
                    delivery.toString(),
                    Map.of("subscription", subscription.toString(), "recipient", known.recipient()));
        });
    }

    private static void demandRetriable(Known known) {
        switch (known.kind()) {
            case CONFIRMATION -> throw Problem.conflict("a question is not repeated; ask the recipient again");
            case NOTICE -> throw Problem.conflict("a notice is not repeated");
            case REPORT -> {}
        }
        if (known.state() == State.SENT) throw Problem.conflict("it was sent");
        if (known.reader().filter(state -> state == Recipient.State.CONFIRMED).isEmpty())
            throw Problem.conflict("%s has not confirmed to want reports".formatted(known.recipient()));
    }
}
