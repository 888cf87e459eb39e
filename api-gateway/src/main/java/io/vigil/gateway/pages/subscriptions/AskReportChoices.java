package io.vigil.gateway.pages.subscriptions;

import io.vigil.gateway.pages.findings.AccountNames;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.FrameworkSummary;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.enterprise.context.ApplicationScoped;

/** Asks both services what a report can be of. */
@ApplicationScoped
public class AskReportChoices {
    private final Services services;
    private final AccountNames accountNames;

    AskReportChoices(Services services, AccountNames accountNames) {
        this.services = services;
        this.accountNames = accountNames;
    }

    public ReportChoices choices(Visit visit) {
        var names = accountNames.asking(visit);
        var frameworks = services.listing(
                Service.REPORTS, visit.caller(), visit.path() + "/frameworks?others=true", FrameworkSummary.class);
        return new ReportChoices(AccountNames.orIds(names), Services.await(frameworks));
    }
}
