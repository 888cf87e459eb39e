package io.vigil.gateway.pages.packs;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The policy pack of a customer, or of one of its accounts. */
@Blocking
@Path("/t/{slug}/settings/pack")
public class PackPage {
    private static final String SECTION = "settings/pack";

    private final Services services;
    private final PackDesk desk;
    private final CurrentPerson person;
    private final Shells shells;

    PackPage(Services services, PackDesk desk, CurrentPerson person, Shells shells) {
        this.services = services;
        this.desk = desk;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show(@RestQuery @Nullable String account, @RestQuery @Nullable Long from) {
        return page(desk.show(level(account), from));
    }

    @POST
    public TemplateInstance change(@RestForm @Nullable String account, MultivaluedMap<String, String> fields) {
        return page(desk.change(level(account), fields));
    }

    @POST
    @Path("/publish")
    public Response publish(@RestForm @Nullable String account, MultivaluedMap<String, String> fields) {
        PackDesk.Level level = level(account);
        PackView refused = desk.publish(level, fields);
        if (refused != null)
            return Response.status(400)
                    .type("text/html; charset=UTF-8")
                    .entity(page(refused).render())
                    .build();
        String tail = level.place().account().isEmpty()
                ? ""
                : "?account=" + level.place().account();
        return Response.seeOther(URI.create(level.place().action() + tail)).build();
    }

    private TemplateInstance page(PackView view) {
        return Templates.pack(shells.of(SECTION, "Policy pack"), view);
    }

    private PackDesk.Level level(@Nullable String account) {
        Visit visit = person.visit();
        String chosen = account == null ? "" : account.strip();
        if (!chosen.isEmpty() && !chosen.matches("[0-9]{12}")) throw Problem.notFound("nothing is here");
        List<PackView.Choice> accounts =
                services.list(Service.TENANTS, visit.caller(), visit.path() + "/accounts", Account.class).stream()
                        .map(each -> new PackView.Choice(
                                each.account(),
                                each.name() == null ? each.account() : each.name(),
                                each.account().equals(chosen)))
                        .toList();
        String path = visit.path() + (chosen.isEmpty() ? "" : "/accounts/" + chosen) + "/pack";
        return new PackDesk.Level(
                visit.caller(),
                path,
                new PackView.Place(
                        chosen.isEmpty() ? "Customer" : "Account",
                        visit.home() + "/" + SECTION,
                        chosen,
                        accounts,
                        visit.mayAdminister(),
                        /* baseline */ false));
    }
}
