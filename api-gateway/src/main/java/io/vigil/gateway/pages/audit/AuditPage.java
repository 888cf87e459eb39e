package io.vigil.gateway.pages.audit;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.Trail;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who did what and when; the whole state of the page is in its address. */
@Blocking
@Path("/t/{slug}/settings/audit")
public class AuditPage {
    private static final int ROWS = 50;

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;

    AuditPage(Services services, CurrentPerson person, Shells shells) {
        this.services = services;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance show(
            @RestQuery @Nullable String chain,
            @RestQuery @Nullable String actor,
            @RestQuery @Nullable String action,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String until,
            @RestQuery @Nullable Long before) {
        AuditFilter filter = AuditFilter.of(chain, actor, action, from, until);
        Visit visit = person.visit();
        Trail trail = services.get(
                filter.chain().service(),
                visit.caller(),
                "%s/audit/%s?limit=%d%s%s"
                        .formatted(
                                visit.path(),
                                filter.chain().word(),
                                ROWS,
                                filter.asked(),
                                before == null || before < 1 ? "" : "&before=" + before),
                Trail.class);
        return Templates.audit(shells.of("settings/audit", "Audit trail"), AuditView.of(trail, filter));
    }
}
