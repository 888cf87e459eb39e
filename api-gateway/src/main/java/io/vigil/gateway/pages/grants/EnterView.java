package io.vigil.gateway.pages.grants;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.StaffGrant;
import io.vigil.gateway.upstream.Tenant;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The form by which staff enters a workspace, or the request that waits for the customer's answer.
 *
 * @param waiting null while nothing was asked for
 */
public record EnterView(
        String slug,
        String name,
        boolean approval,
        @Nullable Waiting waiting,
        Draft draft,
        List<Choice> choices,
        String error) {
    private static final List<String> DURATIONS = List.of("PT15M", "PT30M", "PT1H", "PT2H", "PT4H", "PT8H");
    private static final String USUAL = "PT1H";

    public record Waiting(String reason, String asked, String until) {}

    public record Choice(String value, String words, boolean chosen) {}

    /** @param to the page of the workspace that is shown after it */
    public record Draft(String reason, String ticket, String lasts, String to) {
        static Draft empty(String to) {
            return new Draft("", "", USUAL, to);
        }

        static Draft of(@Nullable String reason, @Nullable String ticket, @Nullable String lasts, String to) {
            return new Draft(
                    reason == null ? "" : reason.strip(),
                    ticket == null ? "" : ticket.strip(),
                    lasts == null || !DURATIONS.contains(lasts) ? USUAL : lasts,
                    to);
        }
    }

    static EnterView of(
            Tenant customer, StaffGrant.Rules rules, Optional<StaffGrant> request, Draft draft, String error) {
        return new EnterView(
                customer.slug(),
                customer.name(),
                rules.approvalRequired(),
                request.map(EnterView::waiting).orElse(null),
                draft,
                DURATIONS.stream()
                        .map(value -> new Choice(value, words(Duration.parse(value)), value.equals(draft.lasts())))
                        .toList(),
                error);
    }

    private static Waiting waiting(StaffGrant request) {
        return new Waiting(
                request.reason(),
                Formats.dayTime(request.askedAt()),
                request.until() == null ? "" : Formats.dayTime(request.until()));
    }

    private static String words(Duration duration) {
        return duration.toHours() > 0
                ? Formats.many(duration.toHours(), "hour")
                : Formats.many(duration.toMinutes(), "minute");
    }

    /** Address of the form for the customer, and of the page that comes after it. */
    public static URI link(String slug, String to) {
        return UriBuilder.fromPath("/fleet/" + slug + "/enter")
                .queryParam("to", URLEncoder.encode(to, StandardCharsets.UTF_8))
                .build();
    }

    public boolean refused() {
        return !error.isEmpty();
    }
}
