package io.vigil.gateway.pages.reports;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Report;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.Subscription;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Reports to fetch, and the ones that are mailed by themselves. */
@Blocking
@Path("/t/{slug}/reports")
public class ReportsPage {
    private record NewReport(String format) {}

    private record NewSubscription(
            String name, String cron, String zone, List<String> recipients, List<String> formats) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    ReportsPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show() {
        return shown("", ReportsView.Draft.empty());
    }

    private TemplateInstance shown(String error, ReportsView.Draft draft) {
        Visit visit = person.visit();
        var reports = services.listing(Service.REPORTS, visit.caller(), visit.path() + "/reports", Report.class);
        var subscriptions =
                services.listing(Service.REPORTS, visit.caller(), visit.path() + "/subscriptions", Subscription.class);
        return Templates.reports(
                shells.of("reports", "Reports"),
                ReportsView.of(Services.await(reports), Services.await(subscriptions), error, draft));
    }

    @POST
    public Response make(@RestForm @Nullable String format) {
        Visit visit = person.visit();
        services.post(
                Service.REPORTS,
                visit.caller(),
                visit.path() + "/reports",
                new NewReport(format == null ? "pdf" : format),
                Report.class);
        return back();
    }

    @POST
    @Path("/subscriptions")
    public Response subscribe(
            @RestForm @Nullable String name,
            @RestForm @Nullable String cron,
            @RestForm @Nullable String zone,
            @RestForm @Nullable String recipients) {
        var draft = ReportsView.Draft.of(name, cron, zone, recipients);
        List<String> addresses = Arrays.stream(draft.recipients().split("[,;\\s]+"))
                .filter(address -> !address.isBlank())
                .toList();
        Visit visit = person.visit();
        try {
            services.post(
                    Service.REPORTS,
                    visit.caller(),
                    visit.path() + "/subscriptions",
                    new NewSubscription(draft.name(), draft.cron(), draft.zone(), addresses, List.of("pdf")),
                    Subscription.class);
        } catch (Refused refused) {
            return Response.status(400)
                    .type("text/html; charset=UTF-8")
                    .entity(shown(refused.detail(), draft).render())
                    .build();
        }
        return back();
    }

    @POST
    @Path("/subscriptions/{subscription}/delete")
    public Response delete(@RestPath UUID subscription) {
        Visit visit = person.visit();
        services.delete(Service.REPORTS, visit.caller(), visit.path() + "/subscriptions/" + subscription);
        return back();
    }

    @POST
    @Path("/subscriptions/{subscription}/send-now")
    public Response sendNow(@RestPath UUID subscription) {
        Visit visit = person.visit();
        services.command(
                Service.REPORTS, visit.caller(), visit.path() + "/subscriptions/" + subscription + "/send-now");
        return back();
    }

    private Response back() {
        return Response.seeOther(URI.create(person.visit().home() + "/reports")).build();
    }
}
