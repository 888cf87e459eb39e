package io.vigil.gateway.pages.history;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.findings.AccountNames;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Change;
import io.vigil.gateway.upstream.FrameworkSummary;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What opened, came back, was excepted or resolved between two days, day by day. */
@Blocking
@Path("/t/{slug}/history")
public class HistoryPage {
    private static final int CHANGES = 200;

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final AccountNames accountNames;
    private final InstantSource clock;

    HistoryPage(
            Services services, CurrentPerson person, Shells shells, AccountNames accountNames, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.accountNames = accountNames;
        this.clock = clock;
    }

    @GET
    public TemplateInstance show(
            @RestQuery @Nullable Integer days,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String account,
            @RestQuery @Nullable String framework,
            @RestQuery @Nullable String only,
            @RestQuery @Nullable String cursor) {
        Visit visit = person.visit();
        Span span = Span.of(days, from, to, account, framework, only, clock.instant());
        var names = accountNames.asking(visit);
        var frameworks =
                services.listing(Service.REPORTS, visit.caller(), visit.path() + "/frameworks", FrameworkSummary.class);
        String error = "";
        Change.Listing changes;
        try {
            changes = services.get(
                    Service.REPORTS,
                    visit.caller(),
                    "%s/changes/between?limit=%d&%s%s"
                            .formatted(
                                    visit.path(),
                                    CHANGES,
                                    span.asked(),
                                    cursor == null ? "" : "&cursor=" + encoded(cursor)),
                    Change.Listing.class);
        } catch (Refused refused) {
            error = refused.detail();
            changes = new Change.Listing(
                    span.from(), span.to(), new Change.Sums(0, 0, 0, 0, 0), List.of(), /* next */ null);
        }
        return Templates.history(
                shells.of("history", "History"),
                HistoryView.of(changes, span, AccountNames.orIds(names), Services.await(frameworks), error));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
