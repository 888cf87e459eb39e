package io.vigil.gateway.pages.grants;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.AskPermissions;
import io.vigil.gateway.permissions.EnterTenant;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.StaffGrant;
import io.vigil.gateway.upstream.Tenant;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The way of the provider's staff into a customer's workspace: why, by which ticket, for how long. */
@Blocking
@Path("/fleet/{customer}/enter")
public class EnterPage {
    /** A page of the workspace with its query, and nothing that leads out of it. */
    private static final Pattern PAGE = Pattern.compile("/[a-z0-9/._-]{0,200}(\\?[A-Za-z0-9=&._%+-]{0,500})?");

    private record NewGrant(String reason, String ticket, String duration) {}

    private record At(Tenant customer, Caller caller, String path) {}

    private final Services services;
    private final CurrentPerson person;
    private final AskPermissions permissions;
    private final EnterTenant tenants;
    private final Shells shells;

    EnterPage(Services services, CurrentPerson person, AskPermissions permissions, EnterTenant tenants, Shells shells) {
        this.services = services;
        this.person = person;
        this.permissions = permissions;
        this.tenants = tenants;
        this.shells = shells;
    }

    @GET
    public Response form(@RestPath String customer, @RestQuery @DefaultValue("/posture") String to) {
        At at = at(customer);
        // who is there to read may still ask to act
        boolean acts = at.caller()
                .grant()
                .filter(grant -> grant.kind() == Grant.Kind.WORK)
                .isPresent();
        if (acts) return inside(customer, to);
        return Response.ok(shown(at, EnterView.Draft.empty(page(to)), "")).build();
    }

    @POST
    public Response enter(
            @RestPath String customer,
            @RestForm @Nullable String reason,
            @RestForm @Nullable String ticket,
            @RestForm @Nullable String lasts,
            @RestForm @DefaultValue("/posture") String to) {
        At at = at(customer);
        var draft = EnterView.Draft.of(reason, ticket, lasts, page(to));
        StaffGrant grant;
        try {
            grant = services.post(
                    Service.TENANTS,
                    at.caller(),
                    at.path(),
                    new NewGrant(draft.reason(), draft.ticket(), draft.lasts()),
                    StaffGrant.class);
        } catch (Refused refused) {
            return Response.status(400)
                    .type("text/html; charset=UTF-8")
                    .entity(shown(at, draft, refused.detail()).render())
                    .build();
        }
        permissions.forget(person.session().subject());
        return grant.open() ? inside(customer, to) : here(customer, to);
    }

    @POST
    @Path("/withdraw")
    public Response withdraw(@RestPath String customer) {
        At at = at(customer);
        request(at).ifPresent(waiting -> services.delete(Service.TENANTS, at.caller(), at.path() + "/" + waiting.id()));
        return here(customer, "/posture");
    }

    private TemplateInstance shown(At at, EnterView.Draft draft, String error) {
        var rules = services.get(Service.TENANTS, at.caller(), at.path() + "/rules", StaffGrant.Rules.class);
        return Templates.enter(
                shells.of("enter", "Enter " + at.customer().name()),
                EnterView.of(at.customer(), rules, request(at), draft, error));
    }

    private Optional<StaffGrant> request(At at) {
        return services
                .get(Service.TENANTS, at.caller(), at.path() + "?limit=10", StaffGrant.Listing.class)
                .items()
                .stream()
                .filter(grant -> grant.requested() && at.caller().subject().equals(grant.subject()))
                .findFirst();
    }

    private At at(String slug) {
        Permissions granted = person.permissions();
        if (!granted.mayAskForGrants()) throw nothing();
        Tenant customer = tenants.customer(slug).orElseThrow(EnterPage::nothing);
        TenantId tenant = new TenantId(customer.id());
        Caller caller = granted.callerIn(tenant, person.session().displayName()).orElseThrow(EnterPage::nothing);
        return new At(customer, caller, "/tenants/" + tenant + "/grants");
    }

    private static String page(String to) {
        return PAGE.matcher(to).matches() && !to.contains("//") && !to.contains("..") ? to : "/posture";
    }

    private static Response inside(String slug, String to) {
        return Response.seeOther(URI.create("/t/" + slug + page(to))).build();
    }

    private static Response here(String slug, String to) {
        return Response.seeOther(EnterView.link(slug, page(to))).build();
    }

    private static Problem nothing() {
        return Problem.notFound("nothing is here");
    }
}
