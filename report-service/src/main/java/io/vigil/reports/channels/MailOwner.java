package io.vigil.reports.channels;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.vigil.contracts.TenantId;
import io.vigil.reports.subscriptions.AskOwner;
import io.vigil.reports.subscriptions.Customer;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenancy.mail.Letter;
import io.vigil.tenancy.mail.MailText;
import io.vigil.tenancy.mail.Post;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/** Tells whoever made a channel that something did not arrive there, and why. */
@ApplicationScoped
class MailOwner {
    private static final int LONGEST_NAME = 100;

    private record Facts(Customer customer, int lost, String why) {}

    private final TenantTransaction transaction;
    private final AskOwner askOwner;
    private final Post post;
    private final Optional<URI> portal;
    private final Template text;
    private final Template html;

    MailOwner(
            TenantTransaction transaction,
            AskOwner askOwner,
            Post post,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portal,
            @Location("mail/channel.txt") Template text,
            @Location("mail/channel.html") Template html) {
        this.transaction = transaction;
        this.askOwner = askOwner;
        this.post = post;
        this.portal = portal;
        this.text = text;
        this.html = html;
    }

    Handed send(TenantId tenant, Channel channel, UUID notice) {
        Facts facts = transaction.call(tenant, handle -> facts(handle, tenant, channel));
        if (facts.lost() == 0) return new Handed.Unwanted("everything was sent meanwhile");
        Optional<String> owner = askOwner.address(tenant, channel.owner());
        if (owner.isEmpty()) return new Handed.Unwanted("no address of the owner is known; the portal says it");
        return switch (post.send(letter(channel, notice, owner.get(), facts))) {
            case Post.Answer.Accepted() -> new Handed.Taken("accepted by the mail server");
            case Post.Answer.Refused(String words) -> new Handed.Unwanted(words);
            case Post.Answer.Failed(String words, boolean heard) -> new Handed.Failed(words);
        };
    }

    private static Facts facts(Handle handle, TenantId tenant, Channel channel) {
        return handle.createQuery("""
                        select count(*) as lost, (select a.detail from channel_attempt a
                            join channel_delivery d using (tenant_id, delivery_id)
                            where d.tenant_id = :tenant and d.channel_id = :channel and d.state = 'FAILED' and d.kind <> 'NOTICE'
                            order by a.at desc limit 1) as why
                        from channel_delivery where tenant_id = :tenant and channel_id = :channel and state = 'FAILED'
                          and kind not in ('NOTICE', 'TEST')
                        """)
                .bind("tenant", tenant.value())
                .bind("channel", channel.id())
                .map((row, context) -> new Facts(
                        Customer.of(handle, tenant),
                        row.getInt("lost"),
                        row.getString("why") == null ? "" : row.getString("why")))
                .one();
    }

    private Letter letter(Channel channel, UUID notice, String owner, Facts facts) {
        return new Letter(
                notice + "@vigil.channel",
                owner,
                "Alerts of %s did not arrive".formatted(facts.customer().name()),
                fill(text, channel, facts),
                fill(html, channel, facts),
                Map.of(),
                List.of(),
                List.of());
    }

    private String fill(Template template, Channel channel, Facts facts) {
        return template.data("customer", facts.customer().name())
                .data("channel", MailText.name(channel.name(), LONGEST_NAME))
                .data("lost", facts.lost())
                .data("why", facts.why())
                .data("disabled", channel.isDisabled())
                .data(
                        "portal",
                        portal.filter(url -> !facts.customer().slug().isEmpty())
                                .map(url -> "%s/t/%s/settings/channels/%s"
                                        .formatted(
                                                url.toString().replaceFirst("/$", ""),
                                                facts.customer().slug(),
                                                channel.id()))
                                .orElse(""))
                .render();
    }
}
