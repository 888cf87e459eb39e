package io.vigil.reports.subscriptions;

import io.vigil.contracts.AccountId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.files.ReportFiles.Format;
import io.vigil.reports.kinds.ReportAsk;
import io.vigil.reports.kinds.ReportKind;
import io.vigil.tenancy.Problem;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it is asked for.
 *
 * @param cron minute, hour, day of month, month, day of week
 * @param zone of IANA, such as Europe/Oslo
 * @param recipients mail addresses; each is asked once whether it wants the reports
 * @param kind posture, executive, framework, change or exposure; posture when absent
 * @param account the only one that its reports tell of; all of the tenant's when absent
 * @param framework id; of the kind framework alone, which needs it
 * @param formats pdf, csv, xlsx, ndjson, and ocsf of the posture, html of the other kinds
 * @param language of the dates, such as {@code de}; English when absent
 * @param skipUnchanged false when absent
 * @param misfire {@code once} or {@code skip}; once when absent
 */
record NewSubscription(
        @NotBlank @Size(max = 100) String name,
        @NotBlank @Size(max = 100) String cron,
        @NotBlank @Size(max = 60) String zone,
        @NotNull @Size(min = 1, max = 50) List<@NotBlank @Size(max = 254) String> recipients,
        @Nullable @Size(max = 20) String kind,
        @Nullable AccountId account,
        @Nullable @Size(max = 100) String framework,
        @NotNull @Size(min = 1, max = 5) List<@NotNull @Size(max = 20) String> formats,
        @Nullable String language,
        @Nullable Boolean skipUnchanged,

        @Nullable @Pattern(regexp = "once|skip", message = "is none of once, skip")
        String misfire) {

    static final List<String> LANGUAGES =
            List.of("cs", "da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pl", "pt", "sv");

    /** What a mail server is told as it stands: without quotes, spaces or anything that ends a command. */
    private static final java.util.regex.Pattern ADDRESS =
            java.util.regex.Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    private static final Set<String> KNOWN = Set.copyOf(LANGUAGES);
    private static final int LONGEST_LOCAL_PART = 64;

    /** @throws Problem 400 naming what is no address */
    List<String> addresses() {
        // in one order, so that two who ask for the same addresses at once do not wait for each other
        return recipients.stream()
                .map(given -> given.strip().toLowerCase(Locale.ROOT))
                .peek(NewSubscription::demandAddress)
                .distinct()
                .sorted()
                .toList();
    }

    private static void demandAddress(String given) {
        if (!ADDRESS.matcher(given).matches() || given.indexOf('@') > LONGEST_LOCAL_PART)
            throw Problem.badRequest("recipients: '%s' is no mail address".formatted(given));
    }

    /** @throws Problem 400 for a kind that there is not, and for a framework where none or one is wanted, 404 for an unknown one */
    ReportAsk ask(Catalogue catalogue) {
        return ReportAsk.of(kind, account, framework, catalogue);
    }

    /** @throws Problem 400 for one in which there is no such report */
    List<Format> chosenFormats(ReportKind of) {
        return formats.stream().map(word -> Format.of(word, of)).distinct().toList();
    }

    Locale chosenLanguage() {
        if (language == null) return Locale.ENGLISH;
        if (!KNOWN.contains(language))
            throw Problem.badRequest("language '%s' is none of %s".formatted(language, String.join(", ", LANGUAGES)));
        return Locale.forLanguageTag(language);
    }

    boolean skipsUnchanged() {
        return skipUnchanged != null && skipUnchanged;
    }

    Subscription.Misfire chosenMisfire() {
        return misfire == null
                ? Subscription.Misfire.ONCE
                : Subscription.Misfire.valueOf(misfire.toUpperCase(Locale.ROOT));
    }
}
