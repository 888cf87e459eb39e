package io.vigil.tenants.customers;

import static io.vigil.tenancy.Role.MSP_ADMIN;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.Retention;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants/{tenant}/retention")
@Blocking
@Tag(name = "Tenants")
class RetentionResource {
    private final KeepLog keepLog;
    private final CurrentCaller caller;

    /** @param months 13, 36 or 84 */
    @Schema(name = "RetentionWish")
    public record RetentionWish(
            @NotNull(message = "is missing; one of 13, 36, 84")
            Integer months) {}

    RetentionResource(KeepLog keepLog, CurrentCaller caller) {
        this.keepLog = keepLog;
        this.caller = caller;
    }

    @PUT
    @Permitted(value = MSP_ADMIN, withoutGrant = MSP_ADMIN)
    @Operation(
            summary = "For how many months the customer's log of changes is kept: 13, 36 or 84",
            description = "What is older than a shorter time is gone when the other services have heard of it.")
    public void keep(@RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid RetentionWish asked) {
        keepLog.keep(tenant, retention(asked.months()), caller.get());
    }

    private static Retention retention(int months) {
        try {
            return Retention.ofMonths(months);
        } catch (IllegalArgumentException none) {
            throw Problem.malformed(List.of(Problem.Fault.at("months", String.valueOf(none.getMessage()))));
        }
    }
}
