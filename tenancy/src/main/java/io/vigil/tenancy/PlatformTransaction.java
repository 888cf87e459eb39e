package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
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
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Handle handle = jdbi.open()) {
                return work.apply(handle);
            }
        });
    }

    public void run(Consumer<Handle> work) {
        call(handle -> {
            work.accept(handle);
            return true;
        });
    }
}
