package io.vigil.gateway.pages.transfers;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.Transfer;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Offers an account to another customer, who takes it on the page where accounts are connected. */
@Blocking
@Path("/t/{slug}/accounts/{account}/transfer")
public class TransferPage {
    private record NewTransfer(String customer) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    TransferPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show(@RestPath String account) {
        return shown(current(visitOf(account), account));
    }

    private TransferView current(Visit visit, String account) {
        services.get(Service.TENANTS, visit.caller(), at(visit, account), Object.class);
        try {
            return TransferView.of(
                    account,
                    Optional.of(services.get(
                            Service.TENANTS, visit.caller(), at(visit, account) + "/transfer", Transfer.class)));
        } catch (Problem none) {
            if (none.status() != 404) throw none;
            return TransferView.of(account, Optional.empty());
        }
    }

    private TemplateInstance shown(TransferView view) {
        return Templates.transfer(shells.of("accounts", "Move to another customer"), view);
    }

    /** The answer shows the code, this once: it is kept nowhere, so there is no page to be sent on to. */
    @POST
    public Response offer(@RestPath String account, @RestForm @Nullable String customer) {
        Visit visit = visitOf(account);
        String typed = customer == null ? "" : customer.strip();
        try {
            Transfer.Made made = services.post(
                    Service.TENANTS,
                    visit.caller(),
                    at(visit, account) + "/transfer",
                    new NewTransfer(typed),
                    Transfer.Made.class);
            return page(201, TransferView.made(account, made));
        } catch (Refused refused) {
            return page(400, current(visit, account).refused(typed, refused.detail()));
        }
    }

    @POST
    @Path("/withdraw")
    public Response withdraw(@RestPath String account) {
        Visit visit = visitOf(account);
        services.delete(Service.TENANTS, visit.caller(), at(visit, account) + "/transfer");
        return Response.seeOther(URI.create("%s/accounts/%s/transfer".formatted(visit.home(), account)))
                .build();
    }

    private Response page(int status, TransferView view) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .entity(shown(view).render())
                .build();
    }

    private Visit visitOf(String account) {
        Visit visit = person.visit();
        if (!account.matches("[0-9]{12}") || !visit.mayAdminister()) throw Problem.notFound("nothing is here");
        return visit;
    }

    private static String at(Visit visit, String account) {
        return visit.path() + "/accounts/" + account;
    }
}
