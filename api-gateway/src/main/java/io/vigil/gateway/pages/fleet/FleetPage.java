package io.vigil.gateway.pages.fleet;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.grants.EnterView;
import io.vigil.gateway.permissions.EnterTenant;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Fleet;
import io.vigil.gateway.upstream.Operations;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** All customers side by side, worst first, for the provider's staff; no resource of a customer is named. */
@Blocking
@Path("/fleet")
public class FleetPage {
    private final Services services;
    private final EnterTenant tenants;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    FleetPage(Services services, EnterTenant tenants, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.tenants = tenants;
        this.person = person;
        this.shells = shells;
        this.clock = clock;
    }

    @GET
    public TemplateInstance show(@RestQuery @Nullable String check) {
        Permissions granted = person.permissions();
        Role role = granted.ofProvider().orElseThrow(() -> Problem.notFound("nothing is here"));
        Caller caller = new Caller(
                granted.subject(), Optional.empty(), role, person.session().displayName());
        Fleet fleet = services.get(Service.REPORTS, caller, "/fleet", Fleet.class);
        String asked = check == null ? "" : check.strip();
        List<Fleet.Failing> failing = asked.isEmpty() ? List.of() : failing(caller, asked);
        FleetView.Ways ways = ways(granted);
        return Templates.fleet(
                shells.of("fleet", "Fleet"),
                FleetView.of(fleet, asked, failing, ways, clock.instant()),
                blocked(caller, ways));
    }

    /** The page stands without it, and says so. */
    private BlockedView blocked(Caller caller, FleetView.Ways ways) {
        try {
            return BlockedView.of(
                    services.get(Service.TENANTS, caller, "/operations", Operations.class),
                    tenants.customers(),
                    ways,
                    clock.instant());
        } catch (Problem | ServiceUnavailable missing) {
            return BlockedView.UNREAD;
        }
    }

    /** Into a workspace in which the person is, else to the form that asks for it; nowhere for who may not ask. */
    static FleetView.Ways ways(Permissions granted) {
        if (!granted.mayAskForGrants()) return FleetView.Ways.NONE;
        Set<String> inside =
                granted.inside().stream().map(Permissions.ByGrant::slug).collect(Collectors.toSet());
        return (slug, page) -> inside.contains(slug)
                ? "/t/" + slug + page
                : EnterView.link(slug, page).toString();
    }

    /** An unknown check fails nowhere. */
    private List<Fleet.Failing> failing(Caller caller, String check) {
        if (!check.matches("[a-z0-9-]{1,120}")) return List.of();
        try {
            return services.list(Service.REPORTS, caller, "/fleet/checks/" + check, Fleet.Failing.class);
        } catch (Refused unknown) {
            return List.of();
        } catch (Problem unknown) {
            if (unknown.status() == 404) return List.of();
            throw unknown;
        }
    }
}
