package io.vigil.gateway.pages.audit;

import io.vigil.gateway.upstream.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What of which trail is shown. Days are UTC and both inclusive, as people read them; what is no day is left out.
 *
 * @param actor empty for everybody, as all others
 */
record AuditFilter(Chain chain, String actor, String action, String from, String until) {

    /** Each service that writes keeps a trail of its own. */
    enum Chain {
        TENANTS(Service.TENANTS, "People, accounts and scans"),
        REPORTS(Service.REPORTS, "Findings and reports");

        private final Service service;
        private final String title;

        Chain(Service service, String title) {
            this.service = service;
            this.title = title;
        }

        Service service() {
            return service;
        }

        String title() {
            return title;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Chip(String key, String value, String without) {}

    static AuditFilter of(
            @Nullable String chain,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String from,
            @Nullable String until) {
        return new AuditFilter(
                "reports".equals(chain) ? Chain.REPORTS : Chain.TENANTS,
                text(actor, 255),
                text(action, 100),
                day(from),
                day(until));
    }

    private static String text(@Nullable String given, int most) {
        String plain = given == null ? "" : given.strip();
        return plain.length() > most ? plain.substring(0, most) : plain;
    }

    private static String day(@Nullable String given) {
        try {
            return given == null || given.isBlank()
                    ? ""
                    : LocalDate.parse(given.strip()).toString();
        } catch (DateTimeParseException none) {
            return "";
        }
    }

    /** For the service; begins with {@code &} unless it is empty. */
    String asked() {
        return parameter("actor", actor)
                + parameter("action", action)
                + parameter("from", from.isEmpty() ? "" : start(LocalDate.parse(from)))
                + parameter(
                        "until",
                        until.isEmpty() ? "" : start(LocalDate.parse(until).plusDays(1)));
    }

    private static String start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
    }

    /** For the page's own address. */
    String query() {
        return "chain=" + chain.word()
                + parameter("actor", actor)
                + parameter("action", action)
                + parameter("from", from)
                + parameter("until", until);
    }

    private static String parameter(String name, String value) {
        return value.isEmpty() ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    List<Chip> chips() {
        List<Chip> chips = new ArrayList<>();
        chip(chips, "Who", actor, kept -> new AuditFilter(chain, "", action, from, until));
        chip(chips, "What", action, kept -> new AuditFilter(chain, actor, "", from, until));
        chip(chips, "From", from, kept -> new AuditFilter(chain, actor, action, "", until));
        chip(chips, "Until", until, kept -> new AuditFilter(chain, actor, action, from, ""));
        return chips;
    }

    private static void chip(List<Chip> chips, String key, String value, Function<String, AuditFilter> without) {
        if (!value.isEmpty())
            chips.add(new Chip(key, value, without.apply(value).query()));
    }

    AuditFilter of(Chain other) {
        return new AuditFilter(other, actor, action, from, until);
    }
}
