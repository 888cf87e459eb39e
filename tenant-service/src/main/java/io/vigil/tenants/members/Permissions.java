package io.vigil.tenants.members;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Closings;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenants.grants.LiveGrants;
import io.vigil.tenants.tokens.CheckToken;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a login may do, and where: the answer that decides every request. */
@ApplicationScoped
public class Permissions {

    /** One tenant in which the subject has a role. */
    record InTenant(TenantId tenant, String slug, String name, Role role) {}

    /**
     * @param mspRole null for who is not of the provider
     * @param grants of customers, by which somebody of the provider is inside
     */
    record OfSubject(String subject, @Nullable Role mspRole, List<InTenant> tenants, List<LiveGrants.Open> grants) {}

    private record Row(Optional<Role> mspRole, Optional<InTenant> tenant) {}

    /** By primary keys only: every request of every person asks it. */
    static final String QUERY = """
            select m.role as msp_role, t.tenant_id, t.slug, t.name, p.role
            from (values (cast(:subject as text))) as asked (subject)
            left join msp_member m on m.subject = asked.subject
            left join permission p on p.subject = asked.subject
            left join tenant t on t.tenant_id = p.tenant_id and STILL_THERE
            order by t.slug
            """.replace("STILL_THERE", Closings.STILL_THERE);

    private final PlatformTransaction transaction;
    private final CheckToken tokens;

    private final InstantSource clock;

    Permissions(PlatformTransaction transaction, CheckToken tokens, InstantSource clock) {
        this.transaction = transaction;
        this.tokens = tokens;
        this.clock = clock;
    }

    OfSubject of(String subject) {
        return transaction.call(handle -> {
            List<Row> rows = rows(handle, subject);
            Role mspRole = rows.stream()
                    .flatMap(row -> row.mspRole().stream())
                    .findFirst()
                    .orElse(null);
            boolean mayBeInside = mspRole == Role.MSP_ANALYST || mspRole == Role.MSP_ADMIN;
            return new OfSubject(
                    subject,
                    mspRole,
                    rows.stream().flatMap(row -> row.tenant().stream()).toList(),
                    mayBeInside ? LiveGrants.of(handle, subject, clock.instant()) : List.of());
        });
    }

    private static List<Row> rows(Handle handle, String subject) {
        return handle.createQuery(QUERY)
                .bind("subject", subject)
                .map((row, context) -> {
                    @Nullable UUID tenant = row.getObject("tenant_id", UUID.class);
                    return new Row(
                            Optional.ofNullable(row.getString("msp_role")).map(Role::valueOf),
                            tenant == null
                                    ? Optional.empty()
                                    : Optional.of(new InTenant(
                                            new TenantId(tenant),
                                            row.getString("slug"),
                                            row.getString("name"),
                                            Role.valueOf(row.getString("role")))));
                })
                .list();
    }

    /** Whether who was let in is still in, and as the same: asked again while a long answer is streamed. */
    public boolean stillHolds(Caller caller, TenantId tenant) {
        if (caller.role() == Role.SERVICE) return true;
        if (caller.token().isPresent()) return tokens.holds(caller.token().get(), tenant);
        OfSubject now = of(caller.subject());
        if (!caller.role().ofProvider())
            return now.tenants().stream()
                    .anyMatch(held -> held.tenant().equals(tenant) && held.role() == caller.role());
        return now.mspRole() == caller.role()
                && now.grants().stream()
                        .anyMatch(held -> held.tenant().equals(tenant)
                                && caller.grant()
                                        .filter(grant -> grant.id().equals(held.grant()))
                                        .isPresent());
    }
}
