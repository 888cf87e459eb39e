package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.TransactionRunnerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A transaction without a tenant: for the platform tables only; of the tenants' tables it sees no row. */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class PlatformTransaction {
    private final Jdbi jdbi;

    PlatformTransaction(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Commits when the work returns and rolls back when it throws. */
    public <R> R call(Function<Handle, R> work) {
        return call(QuarkusTransaction.requiringNew(), work);
    }

    public void run(Consumer<Handle> work) {
        call(returning(work));
    }

    /** As the other, for what may take longer than a transaction usually does. */
    public void run(Duration limit, Consumer<Handle> work) {
        call(QuarkusTransaction.requiringNew().timeout(Math.toIntExact(limit.toSeconds())), returning(work));
    }

    private <R> R call(TransactionRunnerOptions transaction, Function<Handle, R> work) {
        return transaction.call(() -> {
            try (Handle handle = jdbi.open()) {
                return work.apply(handle);
            }
        });
    }

    private static Function<Handle, Boolean> returning(Consumer<Handle> work) {
        return handle -> {
            work.accept(handle);
            return true;
        };
    }
}
