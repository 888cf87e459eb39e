package io.vigil.tenants.accounts;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.checks.iam.RoleFormat;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/accounts")
@Blocking
@Tag(name = "AWS accounts")
class AccountsResource {
    private final ConnectAccount connectAccount;
    private final DisconnectAccount disconnectAccount;
    private final Accounts accounts;
    private final DescribeRole describeRole;
    private final CurrentCaller caller;

    AccountsResource(
            ConnectAccount connectAccount,
            DisconnectAccount disconnectAccount,
            Accounts accounts,
            DescribeRole describeRole,
            CurrentCaller caller) {
        this.connectAccount = connectAccount;
        this.disconnectAccount = disconnectAccount;
        this.accounts = accounts;
        this.describeRole = describeRole;
        this.caller = caller;
    }

    @POST
    @ResponseStatus(201)
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Connect an AWS account; the answer holds the ExternalId that its role must demand")
    public Account connect(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewAccount asked) {
        return connectAccount.connect(tenant, asked, caller.get());
    }

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The tenant's AWS accounts, by name")
    public List<Account> list(@RestPath TenantId tenant) {
        return accounts.list(tenant);
    }

    @GET
    @Path("/{account}")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "One AWS account")
    public Account find(@RestPath TenantId tenant, @RestPath AccountId account) {
        return accounts.find(tenant, account);
    }

    @GET
    @Path("/{account}/role")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(
            summary =
                    "The role that the account's owner creates, as cloudformation (the default), terraform or json: whom it trusts, and what the pack's checks need and nothing else")
    public Response role(@RestPath TenantId tenant, @RestPath AccountId account, @RestQuery @Nullable String format) {
        RoleFormat wanted = format(format);
        return RoleAnswer.of(describeRole.describe(tenant, account), wanted);
    }

    private static RoleFormat format(@Nullable String asked) {
        if (asked == null) return RoleFormat.CLOUDFORMATION;
        for (RoleFormat format : RoleFormat.values()) if (format.name().equalsIgnoreCase(asked)) return format;
        throw Problem.badRequest("format: '%s' is none of cloudformation, terraform, json".formatted(asked));
    }

    @DELETE
    @Path("/{account}")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Disconnect an AWS account; its running scan is cancelled")
    public void disconnect(@RestPath TenantId tenant, @RestPath AccountId account) {
        disconnectAccount.disconnect(tenant, account, caller.get());
    }
}
