package io.vigil.gateway.pages.packs;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The provider's baseline, which every customer's pack begins with. */
@Blocking
@Path("/fleet/pack")
public class BaselinePage {
    private static final String ADDRESS = "/fleet/pack";

    private final PackDesk desk;
    private final CurrentPerson person;
    private final Shells shells;

    BaselinePage(PackDesk desk, CurrentPerson person, Shells shells) {
        this.desk = desk;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show(@RestQuery @Nullable Long from) {
        return page(desk.show(level(), from));
    }

    @POST
    public TemplateInstance change(MultivaluedMap<String, String> fields) {
        return page(desk.change(level(), fields));
    }

    @POST
    @Path("/publish")
    public Response publish(MultivaluedMap<String, String> fields) {
        PackView refused = desk.publish(level(), fields);
        if (refused == null) return Response.seeOther(URI.create(ADDRESS)).build();
        return Response.status(400)
                .type("text/html; charset=UTF-8")
                .entity(page(refused).render())
                .build();
    }

    private TemplateInstance page(PackView view) {
        return Templates.pack(shells.of("fleet/pack", "Baseline"), view);
    }

    private PackDesk.Level level() {
        Permissions granted = person.permissions();
        Role role = granted.ofProvider().orElseThrow(() -> Problem.notFound("nothing is here"));
        Caller caller = new Caller(
                granted.subject(), Optional.empty(), role, person.session().displayName());
        return new PackDesk.Level(
                caller,
                "/msp/pack",
                new PackView.Place(
                        "Baseline",
                        ADDRESS,
                        /* account */ "",
                        List.of(),
                        /* mayPublish */ role == Role.MSP_ADMIN,
                        /* baseline */ true));
    }
}
