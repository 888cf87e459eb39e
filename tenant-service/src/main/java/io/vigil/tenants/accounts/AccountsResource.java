package io.vigil.tenants.accounts;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.SERVICE;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.checks.iam.ReadRole;
import io.vigil.checks.iam.RoleFormat;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/accounts")
@Blocking
@Tag(name = "AWS accounts")
class AccountsResource {
    private static final String CSV = "text/csv";

    private final ConnectAccount connectAccount;
    private final ImportAccounts importAccounts;
    private final DisconnectAccount disconnectAccount;
    private final Accounts accounts;
    private final DescribeRole describeRole;
    private final OfferRole offerRole;
    private final CurrentCaller caller;

    AccountsResource(
            ConnectAccount connectAccount,
            ImportAccounts importAccounts,
            DisconnectAccount disconnectAccount,
            Accounts accounts,
            DescribeRole describeRole,
            OfferRole offerRole,
            CurrentCaller caller) {
        this.connectAccount = connectAccount;
        this.importAccounts = importAccounts;
        this.disconnectAccount = disconnectAccount;
        this.accounts = accounts;
        this.describeRole = describeRole;
        this.offerRole = offerRole;
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

    @POST
    @Path("/import")
    @Consumes({MediaType.APPLICATION_JSON, CSV})
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "Connect many accounts: a list as JSON, or as CSV with the columns account, name, roleName, regions; the answer has a line for each, and the same list may be sent again")
    public ImportAccounts.Imported importAll(
            @RestPath TenantId tenant,
            @RestHeader(HttpHeaders.CONTENT_TYPE) @Nullable String type,
            @Nullable String body) {
        boolean isCsv = type != null && type.toLowerCase(Locale.ROOT).startsWith(CSV);
        return importAccounts.importAll(tenant, body == null ? "" : body, isCsv, caller.get());
    }

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "The tenant's AWS accounts, by name")
    public List<Account> list(@RestPath TenantId tenant) {
        return accounts.list(tenant).stream().map(this::seenByCaller).toList();
    }

    @GET
    @Path("/{account}")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN, SERVICE})
    @Operation(summary = "One AWS account")
    public Account find(@RestPath TenantId tenant, @RestPath AccountId account) {
        return seenByCaller(accounts.find(tenant, account));
    }

    /** The ExternalId is for those who make the role, and nobody else needs it. */
    private Account seenByCaller(Account account) {
        return switch (caller.get().role()) {
            case ADMIN, MSP_ADMIN, SERVICE -> account;
            case VIEWER, AUDITOR, OPERATOR, MSP_VIEWER, MSP_ANALYST -> account.withoutExternalId();
        };
    }

    @GET
    @Path("/{account}/role")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "The role that the account's owner creates, as cloudformation (the default), terraform, cli, json or, for all the tenant's accounts at once, stackset: whom it trusts, and what the pack's checks need and nothing else")
    public Response role(@RestPath TenantId tenant, @RestPath AccountId account, @RestQuery @Nullable String format) {
        String wanted = format == null ? RoleFormat.CLOUDFORMATION.name() : format.toUpperCase(Locale.ROOT);
        // also for its 404
        ReadRole role = describeRole.describe(tenant, account);
        return switch (wanted) {
            case "STACKSET" -> offerRole.organization(tenant).download();
            case "JSON" ->
                Response.ok(RoleAnswer.of(role), MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build();
            case "CLOUDFORMATION", "TERRAFORM", "CLI" ->
                RoleFile.of(role, RoleFormat.valueOf(wanted)).download();
            default ->
                throw Problem.badRequest(
                        "format: '%s' is none of cloudformation, terraform, cli, json, stackset".formatted(format));
        };
    }

    @GET
    @Path("/{account}/offers")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary = "All the ways to create the role, each with its text, and a quick-create link where there is one")
    public Offers offers(@RestPath TenantId tenant, @RestPath AccountId account) {
        return offerRole.offers(tenant, account);
    }

    @DELETE
    @Path("/{account}")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Disconnect an AWS account; its running scan is cancelled")
    public void disconnect(@RestPath TenantId tenant, @RestPath AccountId account) {
        disconnectAccount.disconnect(tenant, account, caller.get());
    }
}
