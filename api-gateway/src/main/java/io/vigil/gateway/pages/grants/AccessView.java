package io.vigil.gateway.pages.grants;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.StaffGrant;
import io.vigil.tenancy.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grants of a workspace: what is open, what waits for an answer, what is over.
 *
 * @param next cursor of the page with older ones; empty on the last
 * @param older whether this is such a page
 */
public record AccessView(
        List<Row> open,
        List<Row> waiting,
        List<Row> past,
        @Nullable Row standing,
        boolean approval,
        String next,
        boolean older,
        String reason,
        String error) {

    public record Row(
            String id,
            String who,
            String role,
            String reason,
            String ticket,
            String asked,
            String until,
            String approvedBy,
            String outcome) {}

    static AccessView of(
            StaffGrant.Listing listed, StaffGrant.Rules rules, boolean older, String reason, String error) {
        List<StaffGrant> all = listed.items();
        return new AccessView(
                all.stream()
                        .filter(grant -> grant.open() && !grant.standing())
                        .map(AccessView::row)
                        .toList(),
                all.stream().filter(StaffGrant::requested).map(AccessView::row).toList(),
                all.stream()
                        .filter(grant -> !grant.open() && !grant.requested())
                        .map(AccessView::row)
                        .toList(),
                all.stream()
                        .filter(grant -> grant.open() && grant.standing())
                        .map(AccessView::row)
                        .findFirst()
                        .orElse(null),
                rules.approvalRequired(),
                listed.next() == null ? "" : listed.next().toString(),
                older,
                reason,
                error);
    }

    private static Row row(StaffGrant grant) {
        return new Row(
                grant.id().toString(),
                grant.name(),
                grant.standing() ? "Standing, for every analyst" : role(grant.role()),
                grant.reason(),
                grant.ticket() == null ? "" : grant.ticket(),
                Formats.dayTime(grant.askedAt()),
                time(grant.until()),
                grant.approvedBy() == null ? "" : grant.approvedBy(),
                outcome(grant));
    }

    private static String role(Role role) {
        return role == Role.MSP_ADMIN ? "Administers" : "Operates";
    }

    private static String outcome(StaffGrant grant) {
        String by = grant.endedBy() == null ? "" : " by " + grant.endedBy();
        return switch (grant.state()) {
            case "EXPIRED" -> "Ended by its time, " + time(grant.until());
            case "LAPSED" -> "Not answered";
            case "REFUSED" -> "Refused" + by + ", " + time(grant.endedAt());
            default -> "Revoked" + by + ", " + time(grant.endedAt());
        };
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : Formats.dayTime(at);
    }

    public boolean refused() {
        return !error.isEmpty();
    }
}
