package io.vigil.gateway.pages.members;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Invitation;
import io.vigil.gateway.upstream.Member;
import io.vigil.tenancy.Role;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The people of a customer, whom it invited, and a form that keeps what was typed when it is refused.
 *
 * @param open invitations that can still be taken, or sent again
 * @param past what became of the others, newest first
 * @param error why the last request was refused; empty if it was not
 */
public record MembersView(
        List<Row> members, List<Invited> open, List<Invited> past, List<Choice> roles, String error, Draft draft) {
    private static final int PAST_SHOWN = 20;

    private static final List<Role> ROLES = List.of(Role.VIEWER, Role.AUDITOR, Role.OPERATOR, Role.ADMIN);

    /** @param self whether it is the reader */
    public record Row(
            String subject, String email, String role, boolean self, String since, String by, List<Choice> roles) {}

    public record Invited(String id, String email, String role, String state, String by, String until) {}

    public record Choice(String value, String name, boolean chosen) {}

    public record Draft(String email, String role) {
        static final Draft EMPTY = new Draft("", Role.VIEWER.name());

        static Draft of(@Nullable String email, @Nullable String role) {
            return new Draft(email == null ? "" : email.strip(), role == null ? "" : role.strip());
        }
    }

    static MembersView of(
            List<Member> members, List<Invitation> invitations, String reader, String error, Draft draft) {
        return new MembersView(
                members.stream().map(member -> row(member, reader)).toList(),
                invitations.stream()
                        .filter(MembersView::isOpen)
                        .map(MembersView::invited)
                        .toList(),
                invitations.stream()
                        .filter(invitation -> !isOpen(invitation))
                        .limit(PAST_SHOWN)
                        .map(MembersView::invited)
                        .toList(),
                choices(draft.role()),
                error,
                draft);
    }

    private static boolean isOpen(Invitation invitation) {
        return invitation.state().equals("OPEN") || invitation.state().equals("EXPIRED");
    }

    private static Row row(Member member, String reader) {
        return new Row(
                member.subject(),
                member.email().isEmpty() ? member.subject() : member.email(),
                Formats.sentence(member.role().name()),
                member.subject().equals(reader),
                Formats.day(member.addedAt()),
                member.addedBy(),
                choices(member.role().name()));
    }

    private static List<Choice> choices(String chosen) {
        return ROLES.stream()
                .map(role -> new Choice(
                        role.name(), Formats.sentence(role.name()), role.name().equals(chosen)))
                .toList();
    }

    private static Invited invited(Invitation invitation) {
        return new Invited(
                invitation.id().toString(),
                invitation.email(),
                Formats.sentence(invitation.role().name()),
                state(invitation),
                invitation.invitedBy(),
                Formats.dayTime(invitation.expiresAt()));
    }

    private static String state(Invitation invitation) {
        return switch (invitation.state()) {
            case "OPEN" ->
                Stream.of(invitation.mailProblem(), invitation.sentAt() == null ? "Mail is being sent" : "Sent")
                        .filter(words -> !words.isEmpty())
                        .map(words -> words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1))
                        .findFirst()
                        .orElseThrow();
            case "EXPIRED" -> "Expired; send it again";
            case "ACCEPTED" -> "Taken";
            case "WITHDRAWN" -> "Taken back";
            default -> "Replaced by a newer one";
        };
    }
}
