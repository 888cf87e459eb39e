package io.vigil.gateway.pages.accounts;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.PortalConfig;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Scan;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The customer's AWS accounts: which are connected, how to connect one, and asking for a scan. */
@Blocking
@Path("/t/{slug}/accounts")
public class AccountsPage {
    private static final int SCANS_SHOWN = 10;

    private record NewAccount(String account, String name) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final PortalConfig config;
    private final InstantSource clock;

    AccountsPage(Services services, CurrentPerson person, Shells shells, PortalConfig config, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.config = config;
        this.clock = clock;
    }

    @GET
    public TemplateInstance list() {
        Visit visit = person.visit();
        List<Account> accounts =
                services.list(Service.TENANTS, visit.caller(), visit.path() + "/accounts", Account.class);
        return Templates.accounts(
                shells.of("accounts", "Accounts").counting(null, accounts.size()),
                AccountsView.of(accounts, clock.instant()));
    }

    @GET
    @Path("/connect")
    public TemplateInstance form() {
        return Templates.connect(shells.of("connect", "Connect an account"), ConnectView.empty());
    }

    @POST
    public Response connect(@RestForm @Nullable String account, @RestForm @Nullable String name) {
        Visit visit = person.visit();
        String digits = account == null ? "" : account.replaceAll("[\\s-]", "");
        String called = name == null || name.isBlank() ? digits : name.strip();
        if (!digits.matches("\\d{12}"))
            return again(digits, called, "An account id has 12 digits; this has %d.".formatted(digits.length()));
        try {
            services.post(
                    Service.TENANTS,
                    visit.caller(),
                    visit.path() + "/accounts",
                    new NewAccount(digits, called),
                    Account.class);
        } catch (Refused refused) {
            return again(digits, called, refused.detail());
        }
        return Response.seeOther(URI.create(visit.home() + "/accounts/" + digits))
                .build();
    }

    private Response again(String digits, String name, String why) {
        return Response.status(400)
                .type("text/html; charset=UTF-8")
                .entity(Templates.connect(
                                shells.of("connect", "Connect an account"), new ConnectView(digits, name, why))
                        .render())
                .build();
    }

    @GET
    @Path("/{account}")
    public TemplateInstance one(@RestPath String account) {
        if (!account.matches("\\d{12}")) throw Problem.notFound("nothing is here");
        Visit visit = person.visit();
        var scans = services.getting(
                Service.TENANTS,
                visit.caller(),
                "%s/scans?account=%s&limit=%d".formatted(visit.path(), account, SCANS_SHOWN),
                Scan.Listing.class);
        Account known =
                services.get(Service.TENANTS, visit.caller(), visit.path() + "/accounts/" + account, Account.class);
        return Templates.account(
                shells.of("accounts", known.name() == null ? account : known.name()),
                AccountView.of(known, Services.await(scans).items(), config, clock.instant()));
    }

    @POST
    @Path("/{account}/disconnect")
    public Response disconnect(@RestPath String account) {
        if (!account.matches("\\d{12}")) throw Problem.notFound("nothing is here");
        Visit visit = person.visit();
        services.delete(Service.TENANTS, visit.caller(), visit.path() + "/accounts/" + account);
        return Response.seeOther(URI.create(visit.home() + "/accounts")).build();
    }
}
