package io.vigil.gateway.pages.exceptions;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.AcceptedRisk;
import io.vigil.gateway.upstream.Finding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The form by which somebody asks for an exception, from a finding; each scope says how many findings it would take. */
public record RequestView(Finding finding, List<Choice> choices, Draft draft, Instant now, String error) {
    private static final int TAGS = 8;
    private static final String TAG = "tag:";

    /**
     * What was typed.
     *
     * @param ends a day, such as {@code 2026-12-22}
     * @param remind mail addresses, separated by commas
     */
    public record Draft(String scope, String reason, String control, String ends, String remind) {
        static Draft of(
                @Nullable String scope,
                @Nullable String reason,
                @Nullable String control,
                @Nullable String ends,
                @Nullable String remind) {
            return new Draft(
                    text(scope).isEmpty() ? "finding" : text(scope),
                    text(reason),
                    text(control),
                    text(ends),
                    text(remind));
        }

        private static String text(@Nullable String given) {
            return given == null ? "" : given.strip();
        }

        /** The beginning of that day; empty if it is none. */
        Optional<Instant> endsAt() {
            try {
                return Optional.of(LocalDate.parse(ends).atStartOfDay().toInstant(ZoneOffset.UTC));
            } catch (java.time.DateTimeException none) {
                return Optional.empty();
            }
        }

        List<String> addresses() {
            return Arrays.stream(remind.split("[,;\\s]+"))
                    .filter(address -> !address.isBlank())
                    .toList();
        }
    }

    /** @param takes how many findings are open in it now */
    public record Choice(String value, String title, String detail, AcceptedRisk.Scope scope, String takes) {
        Choice taking(AcceptedRisk.Preview preview) {
            return new Choice(value, title, detail, scope, Formats.many(preview.open(), "open finding"));
        }
    }

    static List<Choice> choices(Finding finding) {
        List<Choice> choices = new ArrayList<>();
        String account = finding.account();
        choices.add(choice(
                "finding",
                "This finding alone",
                "this check on this resource",
                new AcceptedRisk.Scope(account, finding.check(), finding.resource(), null)));
        choices.add(choice(
                "resource",
                "Everything on this resource",
                finding.resource(),
                new AcceptedRisk.Scope(account, null, finding.resource(), null)));
        choices.add(choice(
                "account",
                "This check in this account",
                Formats.spaced(account),
                new AcceptedRisk.Scope(account, finding.check(), null, null)));
        choices.add(choice(
                "check",
                "This check in every account",
                finding.check(),
                new AcceptedRisk.Scope(null, finding.check(), null, null)));
        Map<String, String> tags = finding.tags() == null ? Map.of() : finding.tags();
        tags.entrySet().stream()
                .limit(TAGS)
                .forEach(tag -> choices.add(choice(
                        TAG + tag.getKey(),
                        "This check on what has the tag",
                        tag.getKey() + " = " + tag.getValue(),
                        new AcceptedRisk.Scope(
                                null, finding.check(), null, new AcceptedRisk.Tag(tag.getKey(), tag.getValue())))));
        return choices;
    }

    private static Choice choice(String value, String title, String detail, AcceptedRisk.Scope scope) {
        return new Choice(value, title, detail, scope, "");
    }

    /** Empty for what the form does not offer. */
    static Optional<AcceptedRisk.Scope> scopeOf(Finding finding, Draft draft) {
        return choices(finding).stream()
                .filter(choice -> choice.value().equals(draft.scope()))
                .map(Choice::scope)
                .findFirst();
    }

    public String sentence() {
        String message = finding.message();
        return message == null || message.isBlank() ? finding.title() : message;
    }

    public boolean chosen(String value) {
        return draft.scope().equals(value);
    }

    public boolean refused() {
        return !error.isEmpty();
    }

    public String earliest() {
        return LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1).toString();
    }
}
