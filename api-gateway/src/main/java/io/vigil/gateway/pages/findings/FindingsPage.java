package io.vigil.gateway.pages.findings;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shell;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Finding;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The list of findings, and one of them beside it; every state of it has an address. */
@Blocking
@Path("/t/{slug}/findings")
public class FindingsPage {
    private static final int ITEMS = 200;

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final AccountNames accountNames;
    private final InstantSource clock;

    FindingsPage(
            Services services, CurrentPerson person, Shells shells, AccountNames accountNames, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.accountNames = accountNames;
        this.clock = clock;
    }

    @GET
    public TemplateInstance list(@Context UriInfo uri) {
        return show(uri, null, "");
    }

    @GET
    @Path("/{finding}")
    public TemplateInstance one(@RestPath UUID finding, @Context UriInfo uri) {
        return show(uri, finding, "");
    }

    /** All that the address's filter finds. */
    @POST
    @Path("/assign")
    public Response assignMany(@RestForm @Nullable String subject, @Context UriInfo uri) {
        Visit visit = person.visit();
        Filter filter = Filter.of(uri.getQueryParameters());
        String to = subject == null ? "" : subject;
        return trying(
                uri,
                null,
                () -> services.order(
                        Service.REPORTS,
                        visit.caller(),
                        visit.path() + "/findings/assign?" + filter.query(),
                        to.isEmpty() ? Map.of() : Map.of("subject", to)));
    }

    @POST
    @Path("/{finding}/assign")
    public Response assign(@RestPath UUID finding, @RestForm @Nullable String subject, @Context UriInfo uri) {
        Visit visit = person.visit();
        String assignee = visit.path() + "/findings/" + finding + "/assignee";
        return trying(uri, finding, () -> {
            if (subject == null || subject.isEmpty()) services.delete(Service.REPORTS, visit.caller(), assignee);
            else services.put(Service.REPORTS, visit.caller(), assignee, Map.of("subject", subject));
        });
    }

    /** Back to where it was asked; what is refused is said there. */
    private Response trying(UriInfo uri, @Nullable UUID finding, Runnable act) {
        try {
            act.run();
        } catch (Refused refused) {
            return Response.status(refused.status())
                    .type("text/html; charset=UTF-8")
                    .entity(show(uri, finding, refused.detail()).render())
                    .build();
        }
        String list = person.visit().home() + "/findings" + (finding == null ? "" : "/" + finding);
        return Response.seeOther(
                        URI.create(list + Filter.of(uri.getQueryParameters()).tail()))
                .build();
    }

    private TemplateInstance show(UriInfo uri, @Nullable UUID chosen, String error) {
        Visit visit = person.visit();
        Filter filter = Filter.of(uri.getQueryParameters());
        String cursor = uri.getQueryParameters().getFirst("cursor");
        String findings = visit.path() + "/findings";
        var names = accountNames.asking(visit);
        var members = People.asking(services, visit);
        var groups = services.listing(
                Service.REPORTS, visit.caller(), findings + "/groups?by=check&" + filter.query(), Finding.Group.class);
        var items = services.getting(
                Service.REPORTS,
                visit.caller(),
                findings + "?limit=" + ITEMS + "&" + filter.query()
                        + (cursor == null ? "" : "&cursor=" + encoded(cursor)),
                Finding.Listing.class);
        Finding one = chosen == null
                ? null
                : services.get(Service.REPORTS, visit.caller(), findings + "/" + chosen, Finding.class);
        var accounts = AccountNames.orIds(names);
        People people = People.of(visit, members);
        Finding.Listing listing = Services.await(items);
        var view = new FindingsView(
                filter,
                FindingsView.groups(
                        Services.await(groups),
                        listing.items(),
                        filter,
                        accounts,
                        String.valueOf(chosen),
                        clock.instant()),
                listing.total(),
                listing.totalIsExact(),
                filter.get("check").isEmpty() ? null : listing.next(),
                accounts,
                people,
                error,
                one == null ? null : FindingPanel.of(one, accounts, people, clock.instant()));
        return Templates.findings(shell(filter, listing), view);
    }

    private Shell shell(Filter filter, Finding.Listing listing) {
        Shell shell = shells.of("findings", "Findings");
        return filter.query().equals("state=open") ? shell.counting((int) listing.total(), null) : shell;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
