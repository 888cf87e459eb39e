package io.vigil.reports.channels;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.MailText;
import io.vigil.tenancy.mail.Post;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Mails a message to a member of the customer's, as long as that is one. */
@ApplicationScoped
class MailAlert {
    private static final int LONGEST_SUBJECT = 150;

    /** One event, in words. */
    public record Line(String what, String where, String link) {}

    private final Members members;
    private final Post post;
    private final Template text;
    private final Template html;

    MailAlert(
            Members members,
            Post post,
            @Location("mail/alert.txt") Template text,
            @Location("mail/alert.html") Template html) {
        this.members = members;
        this.post = post;
        this.text = text;
        this.html = html;
    }

    Handed send(TenantId tenant, Channel channel, UUID delivery, Message message) {
        if (!members.hold(tenant, channel.address()))
            return new Handed.Gone("%s is no member any more".formatted(channel.address()));
        Letter letter = new Letter(
                delivery + "@vigil.alert",
                channel.address(),
                MailText.line(message.data().customer() + ": " + Words.title(message), LONGEST_SUBJECT),
                fill(text, message),
                fill(html, message),
                Map.of(),
                List.of(),
                List.of());
        return switch (post.send(letter)) {
            case Post.Answer.Accepted() -> new Handed.Taken("accepted by the mail server");
            case Post.Answer.Refused(String words) -> new Handed.Gone(words);
            case Post.Answer.Failed(String words, boolean heard) -> new Handed.Failed(words);
        };
    }

    private static String fill(Template template, Message message) {
        String link = message.data().link();
        return template.data("customer", message.data().customer())
                .data("title", Words.title(message))
                .data(
                        "lines",
                        message.data().events().stream()
                                .map(each -> new Line(
                                        Words.what(each), Words.where(each), each.link() == null ? "" : each.link()))
                                .toList())
                .data("more", Words.more(message))
                .data("portal", link == null ? "" : link)
                .render();
    }
}
