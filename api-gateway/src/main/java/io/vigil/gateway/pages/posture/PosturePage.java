package io.vigil.gateway.pages.posture;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.pages.Shell;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Posture;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the customer stands: score, layers, severities, what to do next, what changed. */
@Blocking
@Path("/t/{slug}/posture")
public class PosturePage {
    private static final Duration STALE = Duration.ofHours(24);

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    PosturePage(Services services, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.clock = clock;
    }

    @GET
    public TemplateInstance show() {
        Visit visit = person.visit();
        CompletableFuture<List<Account>> connections =
                services.listing(Service.TENANTS, visit.caller(), visit.path() + "/accounts", Account.class);
        Posture posture = services.get(Service.REPORTS, visit.caller(), visit.path() + "/posture", Posture.class);
        List<Account> known = orEmpty(connections);
        List<PostureView.Account> accounts = accounts(posture, known);
        String note = connections.isCompletedExceptionally()
                ? "Connection states are missing: tenant-service does not answer. Scores and findings are complete."
                : "";
        return Templates.posture(
                shell(posture, accounts.size()), new PostureView(posture, accounts, visit.home(), note));
    }

    /** The page lives without the connection states, and says so. */
    private static List<Account> orEmpty(CompletableFuture<List<Account>> connections) {
        try {
            return Services.await(connections);
        } catch (ServiceUnavailable down) {
            return List.of();
        }
    }

    private Shell shell(Posture posture, int accounts) {
        Instant newest = posture.accounts().stream()
                .map(Posture.AccountScore::lastFoldedAt)
                .filter(java.util.Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return shells.of("posture", "Posture")
                .fresh(newest == null ? "" : "Checked %s UTC".formatted(Formats.dayTime(newest)))
                .counting(posture.severities().total(), accounts);
    }

    private List<PostureView.Account> accounts(Posture posture, List<Account> connections) {
        Map<String, Posture.AccountScore> scores = posture.accounts().stream()
                .collect(Collectors.toMap(Posture.AccountScore::account, Function.identity(), (one, other) -> one));
        if (connections.isEmpty())
            return posture.accounts().stream()
                    .map(score -> row(score.account(), score.name(), "UNKNOWN", score))
                    .toList();
        return connections.stream()
                .map(account -> row(account.account(), account.name(), account.state(), scores.get(account.account())))
                .toList();
    }

    private PostureView.Account row(
            String id, @Nullable String name, String state, Posture.@Nullable AccountScore score) {
        Instant checked = score == null ? null : score.lastFoldedAt();
        Instant now = clock.instant();
        boolean stale = checked != null && Duration.between(checked, now).compareTo(STALE) > 0;
        String when =
                checked == null ? "never" : stale ? Formats.age(checked, now) + " ago" : Formats.time(checked) + " UTC";
        return new PostureView.Account(
                id,
                name == null || name.isBlank() ? id : name,
                Formats.spaced(id),
                state,
                when,
                stale,
                Formats.score(score == null ? null : score.score()),
                score == null ? "0 %" : Formats.percent(score.evaluatedShare()));
    }
}
