package io.vigil.reports.tickets;

import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Problem.Fault;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Notes that a finding is worked on in somebody's ticket, or no longer is. */
@ApplicationScoped
public class LinkTicket {
    private static final int MOST = 20;
    private static final int LONGEST_URL = 2_000;

    /** As trackers name their tickets: ABC-123, #42, team/repo#7. */
    private static final Pattern KEY = Pattern.compile("#?[A-Za-z0-9][A-Za-z0-9._/#-]{0,49}");

    /** What a URL is written in; all else has an escape. */
    private static final Pattern PLAIN = Pattern.compile("[!-~&&[^\"<>\\\\^`{|}]]+");

    /** @param made false for one that was there already */
    record Linked(Ticket ticket, boolean made) {}

    private final TenantTransaction transaction;
    private final AuditTrail audit;
    private final InstantSource clock;

    LinkTicket(TenantTransaction transaction, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The same again is answered with what there is.
     *
     * @throws Problem 400 naming what is wrong, 404 for no such finding, 409 for a key with another address, or too many
     */
    Linked link(TenantId tenant, FindingId finding, @Nullable String givenKey, @Nullable String givenUrl, Caller by) {
        String key = key(givenKey);
        String url = url(givenUrl);
        Ticket ticket = new Ticket(
                Uuids.ofName("ticket", finding, key),
                key,
                url,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by.displayName());
        return transaction.call(tenant, handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", "tickets " + finding);
            List<Ticket> there = TicketTable.of(handle, tenant, finding);
            Optional<Ticket> same =
                    there.stream().filter(each -> each.key().equals(key)).findFirst();
            if (same.isPresent()) return again(same.get(), url);
            if (there.isEmpty() && !TicketTable.hasFinding(handle, tenant, finding))
                throw Problem.notFound("no finding " + finding);
            if (there.size() >= MOST) throw Problem.conflict("a finding has at most %d tickets".formatted(MOST));
            TicketTable.insert(handle, tenant, finding, ticket);
            told(handle, tenant, by, "ticket.linked", finding, ticket);
            return new Linked(ticket, /* made */ true);
        });
    }

    private static Linked again(Ticket there, String url) {
        if (there.url().equals(url)) return new Linked(there, /* made */ false);
        throw Problem.conflict("the ticket %s is linked already, with another address".formatted(there.key()));
    }

    /** @throws Problem 404 for no such ticket of the finding */
    void unlink(TenantId tenant, FindingId finding, UUID id, Caller by) {
        transaction.run(tenant, handle -> {
            Ticket gone = TicketTable.of(handle, tenant, finding).stream()
                    .filter(each -> each.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> Problem.notFound("no ticket " + id));
            TicketTable.delete(handle, tenant, finding, id);
            told(handle, tenant, by, "ticket.unlinked", finding, gone);
        });
    }

    private void told(Handle handle, TenantId tenant, Caller by, String action, FindingId finding, Ticket ticket) {
        audit.append(handle, tenant, by, action, finding.toString(), Map.of("key", ticket.key(), "url", ticket.url()));
    }

    private static String key(@Nullable String given) {
        String key = given == null ? "" : given.strip();
        if (!KEY.matcher(key).matches())
            throw malformed("key", "must be a ticket's key such as ABC-123, of at most 50 characters");
        return key;
    }

    private static String url(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        if (text.length() > LONGEST_URL)
            throw malformed("url", "must be at most %,d characters".formatted(LONGEST_URL));
        URI url = parsed(text);
        if (!"https".equalsIgnoreCase(url.getScheme()) || url.getHost() == null)
            throw malformed("url", "must be an https address");
        if (url.getRawUserInfo() != null) throw malformed("url", "must hold no name or password");
        return text;
    }

    private static URI parsed(String text) {
        try {
            if (PLAIN.matcher(text).matches()) return new URI(text);
        } catch (URISyntaxException none) {
            throw malformed("url", "must be an https address");
        }
        throw malformed("url", "must be an https address");
    }

    private static Problem malformed(String field, String message) {
        return Problem.malformed(List.of(Fault.at(field, message)));
    }
}
