package io.vigil.reports.changes;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What changed in a tenant between two moments, whatever happened before and since. */
@ApplicationScoped
public class ReadChanges {

    /**
     * @param sums of all that match, also those of other pages and kinds
     * @param items newest first
     * @param next hand back as {@code cursor}, with the same {@code from} and {@code to}, for older ones; null at the end
     */
    @Schema(name = "ChangesBetween")
    public record Page(
            Instant from,
            Instant to,
            ListChanges.Sums sums,
            List<ListChanges.Change> items,
            @Nullable String next) {}

    /** What of it is listed. */
    public enum Kind {
        OPENED("transition = 'OPENED'"),
        REOPENED("transition = 'REOPENED'"),
        EXCEPTED("transition = 'EXCEPTED'"),
        RESOLVED("transition not in ('OPENED', 'REOPENED', 'EXCEPTED')");

        final String where;

        Kind(String where) {
            this.where = where;
        }

        static String where(@Nullable String given) {
            if (given == null || given.isBlank()) return "true";
            try {
                return valueOf(given.strip().toUpperCase(Locale.ROOT)).where;
            } catch (IllegalArgumentException none) {
                throw Problem.badRequest("kind '%s' is none of opened, reopened, excepted, resolved".formatted(given));
            }
        }
    }

    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final ListChanges listChanges;
    private final InstantSource clock;

    ReadChanges(TenantTransaction transaction, Catalogue catalogue, ListChanges listChanges, InstantSource clock) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.listChanges = listChanges;
        this.clock = clock;
    }

    /** @throws Problem 400 for what makes no sense, 404 for a framework that there is not */
    Page page(
            TenantId tenant,
            @Nullable String from,
            @Nullable String to,
            Optional<AccountId> account,
            @Nullable String framework,
            @Nullable String kind,
            int limit,
            @Nullable String cursor) {
        Between between = Between.of(from, to, account, catalogue.checksAsked(framework), clock.instant());
        String only = Kind.where(kind);
        Optional<ListChanges.Place> after =
                Optional.ofNullable(cursor).filter(text -> !text.isEmpty()).map(ReadChanges::place);
        return transaction.call(tenant, handle -> {
            List<ListChanges.Row> rows = listChanges.page(handle, tenant, between, only, after, limit + 1);
            boolean more = rows.size() > limit;
            List<ListChanges.Row> shown = more ? rows.subList(0, limit) : rows;
            return new Page(
                    between.from(),
                    Objects.requireNonNull(between.to()),
                    listChanges.sums(handle, tenant, between),
                    shown.stream().map(ListChanges.Row::change).toList(),
                    more ? text(shown.getLast().place()) : null);
        });
    }

    private static String text(ListChanges.Place place) {
        String plain = place.at() + " " + place.finding() + " " + place.event();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static ListChanges.Place place(String cursor) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 3);
            if (parts.length == 3)
                return new ListChanges.Place(
                        Between.parse("cursor", parts[0]), UUID.fromString(parts[1]), UUID.fromString(parts[2]));
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw Problem.badRequest("cursor is not one of this list");
        }
        throw Problem.badRequest("cursor is not one of this list");
    }
}
