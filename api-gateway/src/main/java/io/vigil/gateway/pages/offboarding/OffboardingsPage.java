package io.vigil.gateway.pages.offboarding;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.offboarding.OffboardingsView.Draft;
import io.vigil.gateway.permissions.EnterTenant;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Offboarding;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Customers that are let go: begun, cancelled, deleted, and the certificate of those that are gone. */
@Blocking
@Path("/fleet/offboarding")
public class OffboardingsPage {
    private record Start(String slug, String reason) {}

    private record Erase(String slug) {}

    private final Services services;
    private final EnterTenant tenants;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    OffboardingsPage(Services services, EnterTenant tenants, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.tenants = tenants;
        this.person = person;
        this.shells = shells;
        this.clock = clock;
    }

    @GET
    public TemplateInstance show() {
        return shown(Draft.EMPTY, "");
    }

    private TemplateInstance shown(Draft draft, String error) {
        Caller caller = above();
        return Templates.offboardings(
                shells.of("fleet/offboarding", "Off-boarding"),
                OffboardingsView.of(
                        caller.role() == Role.MSP_ADMIN,
                        services.list(Service.TENANTS, caller, "/msp/offboardings", Offboarding.class),
                        tenants.customers(),
                        draft,
                        error,
                        clock.instant()));
    }

    @POST
    public Response start(
            @RestForm @Nullable String customer, @RestForm @Nullable String slug, @RestForm @Nullable String reason) {
        Draft draft = new Draft(text(customer), text(slug), text(reason));
        return doing(
                draft,
                () -> services.post(
                        Service.TENANTS,
                        in(id(draft.customer())),
                        at(id(draft.customer())),
                        new Start(draft.slug(), draft.reason()),
                        Object.class));
    }

    @POST
    @Path("/{customer}/cancel")
    public Response cancel(@RestPath UUID customer) {
        return doing(Draft.EMPTY, () -> services.delete(Service.TENANTS, in(customer), at(customer)));
    }

    @POST
    @Path("/{customer}/erase")
    public Response erase(@RestPath UUID customer, @RestForm @Nullable String slug) {
        return doing(
                Draft.EMPTY,
                () -> services.post(
                        Service.TENANTS, in(customer), at(customer) + "/erase", new Erase(text(slug)), Object.class));
    }

    @GET
    @Path("/{customer}/certificate")
    public Response certificate(@RestPath UUID customer) {
        return Response.ok(
                        services.text(Service.TENANTS, above(), "/msp/offboardings/%s/certificate".formatted(customer)),
                        "application/jose")
                .header("Content-Disposition", "attachment; filename=\"erasure-%s.jws\"".formatted(customer))
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    private Response doing(Draft draft, Runnable act) {
        try {
            act.run();
            return Response.seeOther(URI.create("/fleet/offboarding")).build();
        } catch (Refused refused) {
            return Response.status(400)
                    .type("text/html; charset=UTF-8")
                    .entity(shown(draft, refused.detail()).render())
                    .build();
        }
    }

    private Caller above() {
        Permissions granted = person.permissions();
        Role role = granted.ofProvider().orElseThrow(() -> Problem.notFound("nothing is here"));
        return new Caller(
                granted.subject(), Optional.empty(), role, person.session().displayName());
    }

    private Caller in(UUID customer) {
        return person.permissions()
                .callerIn(new TenantId(customer), person.session().displayName())
                .orElseThrow(() -> Problem.notFound("nothing is here"));
    }

    private static String at(UUID customer) {
        return "/tenants/%s/offboarding".formatted(customer);
    }

    private static UUID id(String customer) {
        try {
            return UUID.fromString(customer);
        } catch (IllegalArgumentException none) {
            throw new Refused(400, "Choose the customer");
        }
    }

    private static String text(@Nullable String typed) {
        return typed == null ? "" : typed.strip();
    }
}
