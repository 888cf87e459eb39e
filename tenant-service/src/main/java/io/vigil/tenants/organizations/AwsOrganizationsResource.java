package io.vigil.tenants.organizations;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;
import static io.vigil.tenancy.Role.OPERATOR;
import static io.vigil.tenancy.Role.VIEWER;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/tenants/{tenant}/aws-organizations")
@Blocking
@Tag(name = "AWS organizations")
class AwsOrganizationsResource {
    private final AskReading askReading;
    private final ReadOrganizations readOrganizations;
    private final ConnectMembers connectMembers;
    private final EditRules editRules;
    private final CurrentCaller caller;

    AwsOrganizationsResource(
            AskReading askReading,
            ReadOrganizations readOrganizations,
            ConnectMembers connectMembers,
            EditRules editRules,
            CurrentCaller caller) {
        this.askReading = askReading;
        this.readOrganizations = readOrganizations;
        this.connectMembers = connectMembers;
        this.editRules = editRules;
        this.caller = caller;
    }

    @GET
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "The organizations that were read, and what came of the last reading through each account")
    public AwsOrganizations list(@RestPath TenantId tenant) {
        return readOrganizations.all(tenant);
    }

    @POST
    @Path("/readings")
    @ResponseStatus(202)
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "Read the organization through a connected account that manages it; the answer shows within seconds, of thousands of accounts within minutes")
    public AwsOrganizations.Reading read(
            @RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewReading asked) {
        askReading.forPerson(tenant, asked.account(), caller.get());
        return readOrganizations.reading(tenant, asked.account());
    }

    @GET
    @Path("/{organization}")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(summary = "An organization's units as a tree, with how many of their accounts stand how, and its rule")
    public AwsOrganizations.Tree find(@RestPath TenantId tenant, @RestPath OrganizationId organization) {
        return readOrganizations.tree(tenant, organization);
    }

    @GET
    @Path("/{organization}/accounts")
    @Permitted({VIEWER, AUDITOR, OPERATOR, ADMIN, MSP_ANALYST, MSP_ADMIN})
    @Operation(
            summary =
                    "An organization's accounts by their ids, of one unit or one state if asked: how each stands here and what to do about it")
    public AwsOrganizations.Page accounts(
            @RestPath TenantId tenant,
            @RestPath OrganizationId organization,
            @RestQuery @Nullable String unit,
            @RestQuery Member.@Nullable State state,
            @RestQuery @Nullable AccountId after,
            @RestQuery
                    @DefaultValue("200")
                    @Min(value = 1, message = "must be at least 1")
                    @Max(value = ReadOrganizations.MOST_OF_A_PAGE, message = "must be at most 1000")
                    int limit) {
        return readOrganizations.accounts(tenant, organization, new MemberTable.Filter(unit, state, after), limit);
    }

    @POST
    @Path("/{organization}/connect")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "Connect all accounts of an organization, those of some units with all below, or some by their ids; the answer has a line for each, and the same may be sent again")
    public ConnectMembers.Connected connect(
            @RestPath TenantId tenant,
            @RestPath OrganizationId organization,
            @NotNull(message = "the body is missing") @Valid NewSelection asked) {
        return connectMembers.connect(tenant, organization, asked.chosen(), caller.get());
    }

    @PUT
    @Path("/{organization}/rule")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(
            summary =
                    "Have the accounts of an organization, or of some of its units, connected by themselves, now and as they come")
    public EnrolRule putRule(
            @RestPath TenantId tenant,
            @RestPath OrganizationId organization,
            @NotNull(message = "the body is missing") @Valid NewRule asked) {
        return editRules.put(tenant, organization, asked, caller.get());
    }

    @DELETE
    @Path("/{organization}/rule")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Connect no more accounts of an organization by itself; what is connected stays so")
    public void endRule(@RestPath TenantId tenant, @RestPath OrganizationId organization) {
        editRules.end(tenant, organization, caller.get());
    }
}
