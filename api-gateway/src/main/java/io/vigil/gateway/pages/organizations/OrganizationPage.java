package io.vigil.gateway.pages.organizations;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.organizations.OrganizationView.Result;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Organization;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The accounts of the customer's AWS organization, and which of them are connected. */
@Blocking
@Path("/t/{slug}/accounts/organization")
public class OrganizationPage {
    /** An organization of so many accounts is shown whole, a larger one unit by unit. */
    private static final int SHOWN_WHOLE = 200;

    private static final int PAGE = 200;
    private static final int REFUSALS_SHOWN = 20;

    private record NewReading(String account) {}

    private record Selection(boolean whole, List<String> units, List<String> accounts) {}

    private record NewRule(List<String> units, List<String> exceptUnits, List<String> exceptAccounts) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    OrganizationPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show(
            @RestQuery @Nullable String organization,
            @RestQuery @Nullable String unit,
            @RestQuery @Nullable String after) {
        return shown(person.visit(), text(organization), text(unit), text(after), Result.NONE);
    }

    @POST
    @Path("/read")
    public Response read(@RestForm @Nullable String account, @RestForm @Nullable String organization) {
        Visit visit = person.visit();
        try {
            services.post(
                    Service.TENANTS,
                    visit.caller(),
                    visit.path() + "/aws-organizations/readings",
                    new NewReading(text(account)),
                    Organization.Reading.class);
            return back(visit, text(organization));
        } catch (Refused refused) {
            return refused(visit, text(organization), refused);
        }
    }

    /** Accounts and units that are chosen, or all. */
    @POST
    @Path("/{organization}/connect")
    public Response connect(
            @RestPath String organization,
            @RestForm @Nullable List<String> unit,
            @RestForm @Nullable List<String> account,
            @RestForm @Nullable String whole) {
        Visit visit = person.visit();
        try {
            Organization.Connected connected = services.post(
                    Service.TENANTS,
                    visit.caller(),
                    at(visit, organization) + "/connect",
                    new Selection(whole != null, each(unit), each(account)),
                    Organization.Connected.class);
            return page(200, shown(visit, organization, "", "", result(connected)));
        } catch (Refused refused) {
            return refused(visit, organization, refused);
        }
    }

    @POST
    @Path("/{organization}/rule")
    public Response rule(
            @RestPath String organization,
            @RestForm @Nullable String scope,
            @RestForm @Nullable List<String> unit,
            @RestForm @Nullable String except) {
        Visit visit = person.visit();
        List<String> units = "units".equals(scope) ? each(unit) : List.of();
        if ("units".equals(scope) && units.isEmpty())
            return page(
                    400, shown(visit, organization, "", "", new Result("Choose at least one unit.", true, List.of())));
        List<String> exceptions = Arrays.stream(text(except).split("[\\s,;]+"))
                .filter(id -> !id.isEmpty())
                .toList();
        try {
            services.put(
                    Service.TENANTS,
                    visit.caller(),
                    at(visit, organization) + "/rule",
                    new NewRule(units, List.of(), exceptions));
            return back(visit, organization);
        } catch (Refused refused) {
            return refused(visit, organization, refused);
        }
    }

    @POST
    @Path("/{organization}/rule/end")
    public Response endRule(@RestPath String organization) {
        Visit visit = person.visit();
        services.delete(Service.TENANTS, visit.caller(), at(visit, organization) + "/rule");
        return back(visit, organization);
    }

    private TemplateInstance shown(Visit visit, String organization, String unit, String after, Result result) {
        Organization.Listing all = services.get(
                Service.TENANTS, visit.caller(), visit.path() + "/aws-organizations", Organization.Listing.class);
        List<Account> accounts =
                services.list(Service.TENANTS, visit.caller(), visit.path() + "/accounts", Account.class);
        Optional<String> id = all.organizations().stream()
                .map(Organization.Summary::id)
                .filter(known -> organization.isEmpty() || known.equals(organization))
                .findFirst();
        if (id.isEmpty() && !organization.isEmpty()) throw Problem.notFound("nothing is here");
        Optional<Organization> tree =
                id.map(known -> services.get(Service.TENANTS, visit.caller(), at(visit, known), Organization.class));
        String opened = tree.map(known -> opened(known, unit)).orElse("");
        return Templates.organization(
                shells.of("accounts", "AWS organization"),
                OrganizationView.of(
                        visit.home() + "/accounts/organization",
                        all,
                        tree,
                        tree.map(known -> members(visit, known, opened, after))
                                .orElse(new Organization.Page(List.of(), null)),
                        opened,
                        accounts,
                        result));
    }

    private static String opened(Organization tree, String unit) {
        if (!unit.isEmpty()) return unit;
        long all =
                tree.accounts().values().stream().mapToLong(Integer::longValue).sum();
        return all <= SHOWN_WHOLE || tree.units().isEmpty()
                ? ""
                : tree.units().getFirst().id();
    }

    private Organization.Page members(Visit visit, Organization tree, String unit, String after) {
        String query = "?limit=" + PAGE
                + (unit.isEmpty() ? "" : "&unit=" + encoded(unit))
                + (after.matches("[0-9]{12}") ? "&after=" + after : "");
        return services.get(
                Service.TENANTS, visit.caller(), at(visit, tree.id()) + "/accounts" + query, Organization.Page.class);
    }

    private static Result result(Organization.Connected connected) {
        String words = Formats.many(connected.connected(), "account") + " connected, "
                + connected.alreadyConnected() + " were already, " + connected.refused() + " refused."
                + (connected.left() == 0 ? "" : " " + connected.left() + " are left: send the same again.");
        return new Result(
                words,
                connected.refused() > 0,
                connected.rows().stream()
                        .filter(row -> row.result().equals("REFUSED"))
                        .map(row -> row.message() == null ? row.account() : row.message())
                        .limit(REFUSALS_SHOWN)
                        .toList());
    }

    private Response refused(Visit visit, String organization, Refused refused) {
        return page(400, shown(visit, organization, "", "", new Result(refused.detail(), true, List.of())));
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .entity(page.render())
                .build();
    }

    private static Response back(Visit visit, String organization) {
        String query = organization.isEmpty() ? "" : "?organization=" + encoded(organization);
        return Response.seeOther(URI.create(visit.home() + "/accounts/organization" + query))
                .build();
    }

    private static String at(Visit visit, String organization) {
        return visit.path() + "/aws-organizations/" + encoded(organization);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent.strip();
    }

    private static List<String> each(@Nullable List<String> sent) {
        return sent == null ? List.of() : sent;
    }
}
