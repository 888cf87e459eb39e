package io.vigil.gateway.pages;

import io.vigil.gateway.pages.grants.EnterView;
import io.vigil.gateway.pages.offboarding.ReadClosing;
import io.vigil.gateway.permissions.EnterTenant;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.permissions.ReadReason;
import io.vigil.gateway.session.CurrentPerson;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws what surrounds a page for the person of this request. */
@RequestScoped
public class Shells {
    private static final int HOMES_LISTED = 40;

    private final CurrentPerson person;
    private final EnterTenant tenants;
    private final PortalConfig config;
    private final HttpHeaders headers;
    private final ReadReason reasons;
    private final ReadClosing closings;

    Shells(
            CurrentPerson person,
            EnterTenant tenants,
            ReadReason reasons,
            ReadClosing closings,
            PortalConfig config,
            HttpHeaders headers) {
        this.closings = closings;
        this.reasons = reasons;
        this.person = person;
        this.tenants = tenants;
        this.config = config;
        this.headers = headers;
    }

    /** @param section the entry of the navigation */
    public Shell of(String section, String title) {
        Permissions granted = person.permissions();
        return new Shell(
                title,
                section,
                theme(),
                person.session(),
                person.visiting().orElse(null),
                homes(granted),
                granted.ofProvider().isPresent(),
                config.name(),
                "",
                null,
                null,
                person.visiting().flatMap(reasons::of).orElse(""),
                person.visiting().map(closings::of).orElse(""));
    }

    public String theme() {
        Cookie chosen = headers.getCookies().get(Themes.COOKIE);
        return Themes.of(chosen == null ? null : chosen.getValue());
    }

    private List<Shell.Home> homes(Permissions granted) {
        Map<String, Shell.Home> homes = new LinkedHashMap<>();
        granted.tenants().forEach(member -> homes.putIfAbsent(member.slug(), inside(member.name(), member.slug())));
        granted.inside().forEach(grant -> homes.putIfAbsent(grant.slug(), inside(grant.name(), grant.slug())));
        if (granted.mayAskForGrants())
            tenants.customers().stream()
                    .limit(HOMES_LISTED)
                    .forEach(tenant -> homes.putIfAbsent(
                            tenant.slug(),
                            new Shell.Home(
                                    tenant.name(),
                                    EnterView.link(tenant.slug(), "/posture").toString())));
        return List.copyOf(homes.values());
    }

    private static Shell.Home inside(String name, String slug) {
        return new Shell.Home(name, "/t/" + slug + "/posture");
    }
}
