package io.vigil.gateway.pages.reports;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.schedules.NextRuns;
import io.vigil.gateway.pages.subscriptions.AskSubscriptions;
import io.vigil.gateway.pages.subscriptions.SubscriptionDraft;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Report;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.Subscription;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Reports to fetch, and the ones that are mailed by themselves. */
@Blocking
@Path("/t/{slug}/reports")
public class ReportsPage {
    private record NewReport(String format) {}

    private final Services services;
    private final AskSubscriptions askSubscriptions;
    private final CurrentPerson person;
    private final Shells shells;

    ReportsPage(Services services, AskSubscriptions askSubscriptions, CurrentPerson person, Shells shells) {
        this.services = services;
        this.askSubscriptions = askSubscriptions;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show() {
        Visit visit = person.visit();
        var reports = services.listing(Service.REPORTS, visit.caller(), visit.path() + "/reports", Report.class);
        var subscriptions =
                services.listing(Service.REPORTS, visit.caller(), visit.path() + "/subscriptions", Subscription.class);
        var draft = SubscriptionDraft.EMPTY;
        var form = new SubscriptionDraft.Form(
                draft,
                visit.home() + "/reports/subscriptions",
                visit.mayAdminister() ? askSubscriptions.next(visit, draft.due()) : NextRuns.UNKNOWN,
                /* error */ "");
        return Templates.reports(
                shells.of("reports", "Reports"),
                ReportsView.of(Services.await(reports), Services.await(subscriptions), form));
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

    private Response back() {
        return Response.seeOther(URI.create(person.visit().home() + "/reports")).build();
    }
}
