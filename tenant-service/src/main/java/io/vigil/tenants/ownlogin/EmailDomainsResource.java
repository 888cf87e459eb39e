package io.vigil.tenants.ownlogin;

import static io.vigil.tenancy.Role.ADMIN;
import static io.vigil.tenancy.Role.AUDITOR;
import static io.vigil.tenancy.Role.MSP_ADMIN;
import static io.vigil.tenancy.Role.MSP_ANALYST;

import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.CurrentCaller;
import io.vigil.tenancy.Permitted;
import io.vigil.tenants.Strict;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/tenants/{tenant}/email-domains")
@Blocking
@Tag(name = "Own login")
class EmailDomainsResource {

    /** @param domain as in the addresses of the customer's people, in ASCII */
    @Strict
    record NewDomain(
            @NotNull(message = "is missing")
            @Size(max = 253, message = "must be at most 253 characters")
            @Pattern(
                    regexp =
                            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+(?:[A-Za-z]{2,63}|xn--[A-Za-z0-9-]{1,59})",
                    message = "is no domain, such as example.com")
            String domain) {}

    private final EmailDomains domains;
    private final CurrentCaller caller;

    EmailDomainsResource(EmailDomains domains, CurrentCaller caller) {
        this.domains = domains;
        this.caller = caller;
    }

    @GET
    @Permitted(
            value = {AUDITOR, ADMIN, MSP_ANALYST, MSP_ADMIN},
            withoutGrant = {MSP_ADMIN})
    @Operation(summary = "The mail domains that the tenant names as its own, and which of them are verified")
    public List<EmailDomains.EmailDomain> list(@RestPath TenantId tenant) {
        return domains.list(tenant);
    }

    @POST
    @ResponseStatus(204)
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Name a mail domain as the tenant's own; the provider verifies it")
    public void ask(@RestPath TenantId tenant, @NotNull(message = "the body is missing") @Valid NewDomain asked) {
        domains.ask(tenant, asked.domain(), caller.get());
    }

    @POST
    @Path("/{domain}/verify")
    @Permitted(
            value = {MSP_ADMIN},
            withoutGrant = {MSP_ADMIN})
    @Operation(
            summary = "Say that the domain is the tenant's own; who has an address in it is led to the tenant's login")
    public void verify(@RestPath TenantId tenant, @RestPath String domain) {
        domains.verify(tenant, domain, caller.get());
    }

    @DELETE
    @Path("/{domain}")
    @Permitted({ADMIN, MSP_ADMIN})
    @Operation(summary = "Name a mail domain no more; nobody is led to the tenant's login by it")
    public void remove(@RestPath TenantId tenant, @RestPath String domain) {
        domains.remove(tenant, domain, caller.get());
    }
}
