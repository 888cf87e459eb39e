package io.vigil.gateway.pages.subscriptions;

import io.vigil.gateway.pages.schedules.NextRuns;
import io.vigil.gateway.pages.schedules.ScheduleDraft;
import io.vigil.gateway.pages.schedules.SchedulesView;
import io.vigil.gateway.upstream.Subscription;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The form of a subscription as it was typed.
 *
 * @param id of the subscription that is changed; empty for a new one
 * @param due when; the rest of it does not count
 * @param account empty for all
 * @param framework counts for a framework report alone
 * @param recipients addresses as they were typed
 */
public record SubscriptionDraft(
        String id,
        String name,
        ScheduleDraft due,
        String recipients,
        String kind,
        String account,
        String framework,
        List<String> formats,
        String language,
        boolean skipUnchanged,
        String misfire) {
    private static final List<String> FORMATS = List.of("pdf", "html", "csv", "xlsx", "ndjson", "ocsf");
    private static final List<String> LANGUAGES =
            List.of("en", "de", "fr", "es", "it", "nl", "pt", "pl", "cs", "da", "nb", "sv", "fi");
    private static final LocalDate EXAMPLE = LocalDate.of(2026, 11, 23);

    public static final SubscriptionDraft EMPTY = new SubscriptionDraft(
            "",
            "",
            ScheduleDraft.timed("mon", "07:00", null, null),
            "",
            "posture",
            "",
            "",
            List.of("pdf"),
            "en",
            /* skipUnchanged */ false,
            "once");

    /** The form and what it needs to be shown. */
    public record Form(SubscriptionDraft draft, String at, ReportChoices choices, NextRuns next, String error) {

        public List<SchedulesView.Choice> kinds() {
            return choices.kinds(draft.kind());
        }

        public List<SchedulesView.Choice> accounts() {
            return choices.accounts(draft.account());
        }

        public List<SchedulesView.Choice> frameworks() {
            return choices.frameworks(draft.framework());
        }

        public List<SchedulesView.Choice> rhythms() {
            return SchedulesView.rhythms(draft.due());
        }

        public List<String> zones() {
            return SchedulesView.allZones();
        }

        public List<SchedulesView.Choice> formats() {
            return FORMATS.stream()
                    .map(format -> new SchedulesView.Choice(
                            format,
                            format.toUpperCase(Locale.ROOT),
                            draft.formats().contains(format)))
                    .toList();
        }

        /** Each with a date as it writes one. */
        public List<SchedulesView.Choice> languages() {
            return LANGUAGES.stream()
                    .map(tag -> new SchedulesView.Choice(tag, words(tag), tag.equals(draft.language())))
                    .toList();
        }

        private static String words(String tag) {
            Locale locale = Locale.forLanguageTag(tag);
            return locale.getDisplayLanguage(Locale.ENGLISH) + ", "
                    + DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                            .withLocale(locale)
                            .format(EXAMPLE);
        }

        public boolean changes() {
            return !draft.id().isEmpty();
        }

        public String action() {
            return changes() ? at + "/" + draft.id() : at;
        }

        public boolean skips() {
            return draft.misfire().equals("skip");
        }
    }

    static SubscriptionDraft of(Subscription subscription) {
        return new SubscriptionDraft(
                subscription.id().toString(),
                subscription.name(),
                ScheduleDraft.ofLine(subscription.cron(), subscription.zone()),
                subscription.recipients().stream()
                        .map(Subscription.Recipient::address)
                        .collect(Collectors.joining(", ")),
                Objects.requireNonNullElse(subscription.kind(), EMPTY.kind()),
                Objects.requireNonNullElse(subscription.account(), ""),
                Objects.requireNonNullElse(subscription.framework(), ""),
                subscription.formats(),
                subscription.language(),
                subscription.skipUnchanged(),
                subscription.misfire());
    }

    List<String> addresses() {
        return Arrays.stream(recipients.split("[,;\\s]+"))
                .filter(address -> !address.isBlank())
                .toList();
    }
}
