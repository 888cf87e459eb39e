package io.vigil.gateway.pages.history;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.findings.AccountNames;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Change;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What opened, came back, was excepted or resolved, day by day. */
@Blocking
@Path("/t/{slug}/history")
public class HistoryPage {
    private static final int CHANGES = 300;

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
    public TemplateInstance show(@RestQuery @Nullable Integer days, @RestQuery @Nullable String only) {
        int back = days == null ? 7 : Math.clamp(days, 1, 90);
        Visit visit = person.visit();
        var names = accountNames.asking(visit);
        var changes = services.list(
                Service.REPORTS,
                visit.caller(),
                "%s/changes?limit=%d&since=%s"
                        .formatted(visit.path(), CHANGES, clock.instant().minus(Duration.ofDays(back))),
                Change.class);
        return Templates.history(
                shells.of("history", "History"),
                HistoryView.of(changes, back, only == null ? "" : only, AccountNames.orIds(names)));
    }
}
