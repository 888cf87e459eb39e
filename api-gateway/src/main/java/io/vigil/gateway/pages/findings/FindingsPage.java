package io.vigil.gateway.pages.findings;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shell;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Comment;
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
import java.util.concurrent.CompletableFuture;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The list of findings, and one of them beside it; every state of it has an address. */
@Blocking
@Path("/t/{slug}/findings")
public class FindingsPage {
    private static final int ITEMS = 200;
    private static final int COMMENTS = 50;

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
        return show(uri, null, "", "");
    }

    @GET
    @Path("/{finding}")
    public TemplateInstance one(@RestPath UUID finding, @Context UriInfo uri) {
        return show(uri, finding, "", "");
    }

    /** All that the address's filter finds. */
    @POST
    @Path("/assign")
    public Response assignMany(@RestForm @Nullable String subject, @Context UriInfo uri) {
        Visit visit = person.visit();
        Filter filter = Filter.of(uri.getQueryParameters());
        return trying(uri, null, "", () -> {
            if (subject == null || subject.isEmpty()) throw new Refused(400, "Choose who is given them.");
            services.order(
                    Service.REPORTS,
                    visit.caller(),
                    visit.path() + "/findings/assign?" + filter.query(),
                    Map.of("subject", subject));
        });
    }

    @POST
    @Path("/{finding}/assign")
    public Response assign(@RestPath UUID finding, @RestForm @Nullable String subject, @Context UriInfo uri) {
        Visit visit = person.visit();
        String assignee = visit.path() + "/findings/" + finding + "/assignee";
        return trying(uri, finding, "", () -> {
            if (subject == null || subject.isEmpty()) delete(finding, "/assignee");
            else services.put(Service.REPORTS, visit.caller(), assignee, Map.of("subject", subject));
        });
    }

    @POST
    @Path("/{finding}/comments")
    public Response comment(@RestPath UUID finding, @RestForm @Nullable String text, @Context UriInfo uri) {
        String said = text == null ? "" : text;
        return trying(uri, finding, said, () -> order(finding, "/comments", Map.of("text", said)));
    }

    @POST
    @Path("/{finding}/comments/{comment}/delete")
    public Response takeBack(@RestPath UUID finding, @RestPath UUID comment, @Context UriInfo uri) {
        return trying(uri, finding, "", () -> delete(finding, "/comments/" + comment));
    }

    @POST
    @Path("/{finding}/tickets")
    public Response link(
            @RestPath UUID finding,
            @RestForm @Nullable String key,
            @RestForm @Nullable String url,
            @Context UriInfo uri) {
        return trying(
                uri,
                finding,
                "",
                () -> order(finding, "/tickets", Map.of("key", key == null ? "" : key, "url", url == null ? "" : url)));
    }

    @POST
    @Path("/{finding}/tickets/{ticket}/delete")
    public Response unlink(@RestPath UUID finding, @RestPath UUID ticket, @Context UriInfo uri) {
        return trying(uri, finding, "", () -> delete(finding, "/tickets/" + ticket));
    }

    private void order(UUID finding, String what, Object body) {
        Visit visit = person.visit();
        services.order(Service.REPORTS, visit.caller(), visit.path() + "/findings/" + finding + what, body);
    }

    private void delete(UUID finding, String what) {
        Visit visit = person.visit();
        services.delete(Service.REPORTS, visit.caller(), visit.path() + "/findings/" + finding + what);
    }

    /**
     * Back to where it was asked; what is refused is said there.
     *
     * @param typed a comment that is not to be lost
     */
    private Response trying(UriInfo uri, @Nullable UUID finding, String typed, Runnable act) {
        try {
            act.run();
        } catch (Refused refused) {
            return Response.status(refused.status())
                    .type("text/html; charset=UTF-8")
                    .entity(show(uri, finding, refused.detail(), typed).render())
                    .build();
        }
        String list = person.visit().home() + "/findings" + (finding == null ? "" : "/" + finding);
        return Response.seeOther(
                        URI.create(list + Filter.of(uri.getQueryParameters()).tail()))
                .build();
    }

    private TemplateInstance show(UriInfo uri, @Nullable UUID chosen, String error, String typed) {
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
        var said = chosen == null
                ? CompletableFuture.completedFuture(Comment.Listing.NONE)
                : services.getting(
                        Service.REPORTS,
                        visit.caller(),
                        findings + "/" + chosen + "/comments?limit=" + COMMENTS + older(uri),
                        Comment.Listing.class);
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
                one == null
                        ? null
                        : FindingPanel.of(one, accounts, people, Services.await(said), typed, clock.instant()));
        return Templates.findings(shell(filter, listing), view);
    }

    /** Comments before the one that the address names. */
    private static String older(UriInfo uri) {
        String before = uri.getQueryParameters().getFirst("before");
        return before == null ? "" : "&cursor=" + encoded(before);
    }

    private Shell shell(Filter filter, Finding.Listing listing) {
        Shell shell = shells.of("findings", "Findings");
        return filter.query().equals("state=open") ? shell.counting((int) listing.total(), null) : shell;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
