package io.vigil.reports.fleet;

import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.changes.Between;
import io.vigil.reports.changes.ListChanges;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How much changed at each customer between two moments, from counts alone: no resource name is read. */
@ApplicationScoped
public class ReadFleetChanges {

    public record FleetChanges(Instant from, Instant to, List<OfTenant> tenants) {}

    public record OfTenant(TenantId tenant, String name, ListChanges.Sums sums) {}

    private final PlatformTransaction transaction;
    private final Catalogue catalogue;
    private final InstantSource clock;

    ReadFleetChanges(PlatformTransaction transaction, Catalogue catalogue, InstantSource clock) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /**
     * Every customer, also those at which nothing changed.
     *
     * @throws Problem 400 for what makes no sense, 404 for a framework that there is not
     */
    FleetChanges read(@Nullable String from, @Nullable String to, @Nullable String framework) {
        Between between = Between.of(from, to, Optional.empty(), catalogue.checksAsked(framework), clock.instant());
        List<OfTenant> tenants = transaction.call(handle -> between.bind(handle.createQuery(
                        """
                        select t.tenant_id, t.name, COLUMNS
                        from tenant_directory t left join (select * from fleet_change where BETWEEN) c using (tenant_id)
                        group by t.tenant_id, t.name order by t.name, t.tenant_id
                        """.replace("COLUMNS", ListChanges.Sums.of("findings")).replace("BETWEEN", between.where())))
                .map((row, context) -> new OfTenant(
                        new TenantId(row.getObject("tenant_id", UUID.class)),
                        row.getString("name"),
                        ListChanges.Sums.of(row)))
                .list());
        return new FleetChanges(between.from(), Objects.requireNonNull(between.to()), tenants);
    }
}
