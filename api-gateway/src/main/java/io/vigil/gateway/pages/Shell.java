package io.vigil.gateway.pages;

import io.vigil.gateway.pages.grants.EnterView;
import io.vigil.gateway.permissions.Initials;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.Session;
import io.vigil.tenancy.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page: who looks, where, and where else they may go.
 *
 * @param section the entry of the navigation that this page belongs to
 * @param theme "dark", "light", or empty to follow the system
 * @param freshness when the data shown was read
 * @param reason why somebody of the provider is inside; empty for everybody else
 * @param closing that the customer leaves, since when and why; empty for one that stays
 */
public record Shell(
        String title,
        String section,
        String theme,
        Session session,
        @Nullable Visit visit,
        List<Home> homes,
        boolean provider,
        String providerName,
        String freshness,
        @Nullable Integer openFindings,
        @Nullable Integer accountCount,
        String reason,
        String closing) {

    /** A tenant that the person may go to; {@code link} is its pages, or the form by which staff enters. */
    public record Home(String name, String link) {
        public String initials() {
            return Initials.of(name);
        }
    }

    public Shell fresh(String words) {
        return new Shell(
                title,
                section,
                theme,
                session,
                visit,
                homes,
                provider,
                providerName,
                words,
                openFindings,
                accountCount,
                reason,
                closing);
    }

    public Shell counting(@Nullable Integer open, @Nullable Integer accounts) {
        return new Shell(
                title,
                section,
                theme,
                session,
                visit,
                homes,
                provider,
                providerName,
                freshness,
                open,
                accounts,
                reason,
                closing);
    }

    public boolean tenant() {
        return visit != null;
    }

    /** Whether staff of the provider look into a customer's tenant. */
    public boolean visiting() {
        return visit != null && visit.asProvider();
    }

    /** When the visit ends by itself; empty for one by a standing grant. */
    public String visitEnds() {
        return Optional.ofNullable(visit)
                .flatMap(Visit::grant)
                .flatMap(grant -> Optional.ofNullable(grant.until()))
                .map(Formats::dayTime)
                .orElse("");
    }

    public boolean readsOnly() {
        return visit != null && visit.byStandingGrant();
    }

    /** The form by which staff asks to act in this workspace. */
    public String wayIn() {
        return visit == null ? "" : EnterView.link(visit.slug(), "/posture").toString();
    }

    public boolean mayLetIn() {
        return visit != null && visit.mayLetIn();
    }

    public String home() {
        return visit == null ? "" : visit.home();
    }

    public String workspace() {
        return visit == null ? providerName : visit.name();
    }

    public String workspaceInitials() {
        return Initials.of(workspace());
    }

    public String workspaceNote() {
        if (visit == null) return provider ? "Provider's workspace" : "No workspace yet";
        return "Run by " + providerName;
    }

    public boolean hasOneHome() {
        return homes.size() + (provider ? 1 : 0) < 2;
    }

    public boolean mayOperate() {
        return visit != null && visit.mayOperate();
    }

    public boolean mayAdminister() {
        return visit != null && visit.mayAdminister();
    }

    public boolean mayReport() {
        return visit != null && visit.mayReport();
    }

    public boolean mayAudit() {
        return visit != null && visit.mayAudit();
    }

    public boolean mayExportAudit() {
        return visit != null && visit.mayAudit() && visit.caller().acting() != Role.MSP_ANALYST;
    }

    public String csrf() {
        return session.csrf();
    }

    public String person() {
        return session.displayName();
    }

    public String personInitials() {
        return Initials.of(session.displayName());
    }

    public String email() {
        return session.email();
    }
}
