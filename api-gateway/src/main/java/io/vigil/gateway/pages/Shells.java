package io.vigil.gateway.pages;

import io.vigil.gateway.permissions.EnterTenant;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/** Draws what surrounds a page for the person of this request. */
@RequestScoped
public class Shells {
    private static final int HOMES_LISTED = 40;

    private final CurrentPerson person;
    private final EnterTenant tenants;
    private final PortalConfig config;
    private final HttpHeaders headers;

    Shells(CurrentPerson person, EnterTenant tenants, PortalConfig config, HttpHeaders headers) {
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
                null);
    }

    public String theme() {
        Cookie chosen = headers.getCookies().get(Themes.COOKIE);
        return Themes.of(chosen == null ? null : chosen.getValue());
    }

    private List<Shell.Home> homes(Permissions granted) {
        List<Shell.Home> homes = new ArrayList<>();
        granted.tenants().forEach(member -> homes.add(new Shell.Home(member.slug(), member.name())));
        if (granted.mayVisitTenants())
            tenants.customers().stream()
                    .filter(tenant ->
                            homes.stream().noneMatch(home -> home.slug().equals(tenant.slug())))
                    .limit(HOMES_LISTED)
                    .forEach(tenant -> homes.add(new Shell.Home(tenant.slug(), tenant.name())));
        return homes;
    }
}
