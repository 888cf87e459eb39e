package io.vigil.gateway.pages.tokens;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.ApiToken;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceAccount;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
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

/** Keys for machines: made, shown once, listed, revoked. */
@Blocking
@Path("/t/{slug}/settings/tokens")
public class TokensPage {
    private record NewToken(
            String name,
            String role,
            @Nullable UUID serviceAccount,
            @Nullable Integer days,
            List<String> cidrs) {}

    private record NewServiceAccount(String name) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    TokensPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show() {
        return shown(TokensView.Said.NOTHING, TokensView.Draft.EMPTY);
    }

    private TemplateInstance shown(TokensView.Said said, TokensView.Draft draft) {
        Visit visit = person.visit();
        var tokens = services.listing(Service.TENANTS, visit.caller(), visit.path() + "/tokens", ApiToken.class);
        List<ServiceAccount> accounts = visit.mayAudit()
                ? services.list(
                        Service.TENANTS, visit.caller(), visit.path() + "/service-accounts", ServiceAccount.class)
                : List.of();
        return Templates.tokens(
                shells.of("settings/tokens", "API tokens"),
                TokensView.of(Services.await(tokens), accounts, visit.caller().acting(), said, draft));
    }

    /** The answer shows the token, this once: it is kept nowhere, so there is no page to be sent on to. */
    @POST
    public Response make(
            @RestForm @Nullable String name,
            @RestForm @Nullable String role,
            @RestForm @Nullable String owner,
            @RestForm @Nullable String days,
            @RestForm @Nullable String cidrs) {
        var draft = TokensView.Draft.of(name, role, owner, days, cidrs);
        Visit visit = person.visit();
        try {
            ApiToken.Made made = services.post(
                    Service.TENANTS,
                    visit.caller(),
                    visit.path() + "/tokens",
                    new NewToken(draft.name(), draft.role(), account(draft), days(draft), ranges(draft)),
                    ApiToken.Made.class);
            return page(201, shown(TokensView.Said.made(made), TokensView.Draft.EMPTY));
        } catch (Refused refused) {
            return page(400, shown(TokensView.Said.refused(refused.detail()), draft));
        }
    }

    private static @Nullable UUID account(TokensView.Draft draft) {
        try {
            return draft.owner().isEmpty() ? null : UUID.fromString(draft.owner());
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
    }

    private static @Nullable Integer days(TokensView.Draft draft) {
        try {
            return draft.days().isEmpty() ? null : Integer.valueOf(draft.days());
        } catch (NumberFormatException none) {
            throw new Refused(400, "days: '%s' is no number".formatted(draft.days()));
        }
    }

    private static List<String> ranges(TokensView.Draft draft) {
        return Arrays.stream(draft.cidrs().split("[,;\\s]+"))
                .filter(range -> !range.isBlank())
                .toList();
    }

    @POST
    @Path("/{token}/revoke")
    public Response revoke(@RestPath String token) {
        Visit visit = person.visit();
        if (!token.matches("vgl_[a-z2-7]{10}")) throw Problem.notFound("nothing is here");
        services.delete(Service.TENANTS, visit.caller(), visit.path() + "/tokens/" + token);
        return back();
    }

    @POST
    @Path("/accounts")
    public Response makeAccount(@RestForm @Nullable String name) {
        Visit visit = person.visit();
        try {
            services.post(
                    Service.TENANTS,
                    visit.caller(),
                    visit.path() + "/service-accounts",
                    new NewServiceAccount(name == null ? "" : name.strip()),
                    ServiceAccount.class);
            return back();
        } catch (Refused refused) {
            return page(400, shown(TokensView.Said.refused(refused.detail()), TokensView.Draft.EMPTY));
        }
    }

    @POST
    @Path("/accounts/{account}/delete")
    public Response deleteAccount(@RestPath UUID account) {
        Visit visit = person.visit();
        services.delete(Service.TENANTS, visit.caller(), visit.path() + "/service-accounts/" + account);
        return back();
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .entity(page.render())
                .build();
    }

    private Response back() {
        return Response.seeOther(URI.create(person.visit().home() + "/settings/tokens"))
                .build();
    }
}
