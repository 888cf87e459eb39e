package io.vigil.gateway.pages.reports;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.schedules.NextRuns;
import io.vigil.gateway.pages.subscriptions.AskReportChoices;
import io.vigil.gateway.pages.subscriptions.AskSubscriptions;
import io.vigil.gateway.pages.subscriptions.SubscriptionDraft;
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
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** Reports to fetch, and the ones that are mailed by themselves. */
@Blocking
@Path("/t/{slug}/reports")
public class ReportsPage {
    private record NewReport(
            String format,
            String kind,
            @Nullable String account,
            @Nullable String framework,
            @Nullable String since) {}

    private final Services services;
    private final AskSubscriptions askSubscriptions;
    private final AskReportChoices askChoices;
    private final CurrentPerson person;
    private final Shells shells;

    ReportsPage(
            Services services,
            AskSubscriptions askSubscriptions,
            AskReportChoices askChoices,
            CurrentPerson person,
            Shells shells) {
        this.services = services;
        this.askSubscriptions = askSubscriptions;
        this.askChoices = askChoices;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show() {
        return shown("");
    }

    /** @param refused why no report is made; empty otherwise */
    private TemplateInstance shown(String refused) {
        Visit visit = person.visit();
        var reports = services.listing(Service.REPORTS, visit.caller(), visit.path() + "/reports", Report.class);
        var subscriptions =
                services.listing(Service.REPORTS, visit.caller(), visit.path() + "/subscriptions", Subscription.class);
        var draft = SubscriptionDraft.EMPTY;
        var form = new SubscriptionDraft.Form(
                draft,
                visit.home() + "/reports/subscriptions",
                askChoices.choices(visit),
                visit.mayAdminister() ? askSubscriptions.next(visit, draft.due()) : NextRuns.UNKNOWN,
                /* error */ "");
        return Templates.reports(
                shells.of("reports", "Reports"),
                ReportsView.of(Services.await(reports), Services.await(subscriptions), form, refused));
    }

    @POST
    public Response make(
            @RestForm @Nullable String format,
            @RestForm @Nullable String kind,
            @RestForm @Nullable String account,
            @RestForm @Nullable String framework,
            @RestForm @Nullable String since) {
        Visit visit = person.visit();
        String wanted = kind == null || kind.isEmpty() ? "posture" : kind;
        var order = new NewReport(
                format == null ? "pdf" : format,
                wanted,
                account == null || account.isEmpty() ? null : account,
                wanted.equals("framework") ? framework : null,
                wanted.equals("change") && since != null && !since.isEmpty() ? since + "T00:00:00Z" : null);
        try {
            services.post(Service.REPORTS, visit.caller(), visit.path() + "/reports", order, Report.class);
            return back();
        } catch (Refused refused) {
            return Response.status(400)
                    .type("text/html; charset=UTF-8")
                    .entity(shown(refused.detail()).render())
                    .build();
        }
    }

    private Response back() {
        return Response.seeOther(URI.create(person.visit().home() + "/reports")).build();
    }
}
