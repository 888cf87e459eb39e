package io.vigil.gateway.pages.accounts;

import io.quarkus.logging.Log;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Connection;
import io.vigil.gateway.upstream.Finding;
import io.vigil.gateway.upstream.Offers;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Scan;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The customer's AWS accounts: which are connected, how to connect one, and asking for a scan. */
@Blocking
@Path("/t/{slug}/accounts")
public class AccountsPage {
    private static final int SCANS_SHOWN = 10;
    private static final int FINDINGS_SHOWN = 5;

    private record NewAccount(String account, String name) {}

    private record Taken(String code, NewAccount connect) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    AccountsPage(Services services, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
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
    public Response connect(
            @RestForm @Nullable String account, @RestForm @Nullable String name, @RestForm @Nullable String code) {
        Visit visit = person.visit();
        String digits = account == null ? "" : account.replaceAll("[\\s-]", "");
        String called = name == null || name.isBlank() ? digits : name.strip();
        ConnectView asked = new ConnectView(digits, called, code == null ? "" : code.strip(), "");
        if (!digits.matches("[0-9]{12}"))
            return again(asked.refused("An account id has 12 digits; this has %d.".formatted(digits.length())));
        try {
            connect(visit, asked);
        } catch (Refused refused) {
            return again(asked.refused(refused.detail()));
        }
        return Response.seeOther(URI.create(visit.home() + "/accounts/" + digits))
                .build();
    }

    private void connect(Visit visit, ConnectView asked) {
        NewAccount account = new NewAccount(asked.account(), asked.name());
        String path = visit.path() + "/accounts";
        if (asked.code().isEmpty()) services.post(Service.TENANTS, visit.caller(), path, account, Account.class);
        else
            services.post(
                    Service.TENANTS,
                    visit.caller(),
                    path + "/transfers",
                    new Taken(asked.code(), account),
                    Account.class);
    }

    private Response again(ConnectView asked) {
        return Response.status(400)
                .type("text/html; charset=UTF-8")
                .entity(Templates.connect(shells.of("connect", "Connect an account"), asked)
                        .render())
                .build();
    }

    @GET
    @Path("/{account}")
    public TemplateInstance one(@RestPath String account, @RestQuery @Nullable String offer) {
        Visit visit = visitOf(account);
        var scans = scans(visit, account);
        var connection =
                services.getting(Service.TENANTS, visit.caller(), at(visit, account) + "/connection", Connection.class);
        Account known = services.get(Service.TENANTS, visit.caller(), at(visit, account), Account.class);
        List<Scan> listed = Services.await(scans).items();
        return Templates.account(
                shells.of("accounts", known.name() == null ? account : known.name()),
                AccountView.of(
                        known,
                        listed,
                        lookedUp(() -> Services.await(connection)),
                        offers(visit, account).map(offers -> OffersView.of(offers, offer)),
                        Optional.of(known.state())
                                .filter("CONNECTED"::equals)
                                .filter(connected -> FirstView.isFirst(listed))
                                .map(connected -> first(visit, account, listed)),
                        clock.instant()));
    }

    /** Only those who make the role see how it is made. */
    private Optional<Offers> offers(Visit visit, String account) {
        if (!visit.mayAdminister()) return Optional.empty();
        return lookedUp(
                () -> services.get(Service.TENANTS, visit.caller(), at(visit, account) + "/offers", Offers.class));
    }

    /** The page stands without it. */
    private static <T> Optional<T> lookedUp(Supplier<T> look) {
        try {
            return Optional.of(look.get());
        } catch (Problem | ServiceUnavailable missing) {
            Log.infof("a part of an account's page is missing: %s", missing.getMessage());
            return Optional.empty();
        }
    }

    /** What the first scan has found until now; asked again and again until it is over. */
    @GET
    @Path("/{account}/first")
    public TemplateInstance first(@RestPath String account) {
        Visit visit = visitOf(account);
        List<Scan> listed = Services.await(scans(visit, account)).items();
        return Templates.first(shells.of("accounts", account), first(visit, account, listed));
    }

    private FirstView first(Visit visit, String account, List<Scan> listed) {
        Finding.Listing found = lookedUp(() -> services.get(
                        Service.REPORTS,
                        visit.caller(),
                        "%s/findings?account=%s&state=open&limit=%d".formatted(visit.path(), account, FINDINGS_SHOWN),
                        Finding.Listing.class))
                .orElse(new Finding.Listing(List.of(), null, 0, true));
        return FirstView.of(account, listed.isEmpty() ? Optional.empty() : Optional.of(listed.getLast()), found);
    }

    @POST
    @Path("/{account}/test")
    public Response test(@RestPath String account) {
        Visit visit = visitOf(account);
        services.command(Service.TENANTS, visit.caller(), at(visit, account) + "/connection/test");
        return Response.seeOther(URI.create(visit.home() + "/accounts/" + account))
                .build();
    }

    private Visit visitOf(String account) {
        if (!account.matches("[0-9]{12}")) throw Problem.notFound("nothing is here");
        return person.visit();
    }

    private static String at(Visit visit, String account) {
        return visit.path() + "/accounts/" + account;
    }

    private CompletableFuture<Scan.Listing> scans(Visit visit, String account) {
        return services.getting(
                Service.TENANTS,
                visit.caller(),
                "%s/scans?account=%s&limit=%d".formatted(visit.path(), account, SCANS_SHOWN),
                Scan.Listing.class);
    }

    @POST
    @Path("/{account}/disconnect")
    public Response disconnect(@RestPath String account) {
        Visit visit = visitOf(account);
        services.delete(Service.TENANTS, visit.caller(), at(visit, account));
        return Response.seeOther(URI.create(visit.home() + "/accounts")).build();
    }
}
