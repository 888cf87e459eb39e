package io.vigil.reports.assignees;

import io.vigil.contracts.FindingId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.assignees.AssigneeTable.Written;
import io.vigil.reports.findings.FindingFilter;
import io.vigil.reports.people.AskPeople;
import io.vigil.reports.people.Person;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Gives findings to somebody to work on, or takes them back; one, or all that a filter finds. */
@ApplicationScoped
public class AssignFindings {
    /** More would be a mistake more often than not, and nobody could take it back one by one. */
    public static final int MOST = 1_000;

    private final TenantTransaction transaction;
    private final AskPeople people;
    private final AuditTrail audit;
    private final InstantSource clock;

    AssignFindings(TenantTransaction transaction, AskPeople people, AuditTrail audit, InstantSource clock) {
        this.transaction = transaction;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws Problem 400 for who is not in the tenant, 404 for no such finding, 503 while nobody can tell */
    void one(TenantId tenant, FindingId finding, Optional<String> subject, Caller by) {
        Optional<Person> to = subject.map(each -> demand(tenant, each, by));
        transaction.run(tenant, handle -> {
            Written written = write(handle, tenant, AssigneeTable.one(finding), to, by);
            if (written.matching() == 0) throw Problem.notFound("no finding " + finding);
            if (written.written() > 0)
                audit.append(
                        handle,
                        tenant,
                        by,
                        to.isPresent() ? "finding.assigned" : "finding.unassigned",
                        finding.toString(),
                        told(to));
        });
    }

    /**
     * All that match.
     *
     * @return how many changed hands
     * @throws Problem 400 for who is not in the tenant, 409 if more than {@value #MOST} match, 503 while nobody can tell
     */
    int all(TenantId tenant, FindingFilter filter, String words, Optional<String> subject, Caller by) {
        FindingFilter.Sql which = filter.sql(clock.instant());
        Optional<Person> to = subject.map(each -> demand(tenant, each, by));
        return transaction.call(tenant, handle -> {
            Written written = write(handle, tenant, which, to, by);
            if (written.matching() > MOST)
                throw Problem.conflict(
                        "more than %,d findings match; %,d are assigned at once at most".formatted(MOST, MOST));
            if (written.written() > 0) {
                Map<String, Object> detail = told(to);
                detail.put("findings", written.written());
                detail.put("filter", words);
                audit.append(
                        handle,
                        tenant,
                        by,
                        to.isPresent() ? "findings.assigned" : "findings.unassigned",
                        to.map(Person::subject).orElse("nobody"),
                        detail);
            }
            return written.written();
        });
    }

    private Written write(Handle handle, TenantId tenant, FindingFilter.Sql which, Optional<Person> to, Caller by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return to.isPresent()
                ? AssigneeTable.assign(handle, tenant, which, to.get(), by.displayName(), now, MOST)
                : AssigneeTable.unassign(handle, tenant, which, MOST);
    }

    private static Map<String, Object> told(Optional<Person> to) {
        Map<String, Object> detail = new HashMap<>();
        to.ifPresent(person -> {
            detail.put("subject", person.subject());
            detail.put("name", person.name());
        });
        return detail;
    }

    private Person demand(TenantId tenant, String asked, Caller by) {
        String subject = asked.equals(FindingFilter.ME) ? by.subject() : asked;
        try {
            return people.members(tenant).stream()
                    .filter(person -> person.subject().equals(subject))
                    .findFirst()
                    .or(() -> people.inside(tenant, subject))
                    .orElseThrow(() -> Problem.malformed(List.of(Problem.Fault.at(
                            "subject", "is neither a member nor somebody of the provider who is inside by a grant"))));
        } catch (UncheckedIOException down) {
            throw Problem.unavailable("nobody can tell who is a member right now; try again in a minute");
        }
    }
}
