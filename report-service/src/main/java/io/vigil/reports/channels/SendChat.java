package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.OpenWay.Way;
import io.vigil.tenancy.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Posts a message to a chat, by an address that lets in whoever knows it. */
@ApplicationScoped
class SendChat {
    private static final Map<String, String> HEADERS =
            Map.of("Content-Type", "application/json", "User-Agent", "Vigil-Alerts/1.0");

    private final OpenWay openWay;
    private final PostOnce post;
    private final Envelope envelope;

    SendChat(OpenWay openWay, PostOnce post, Envelope envelope) {
        this.openWay = openWay;
        this.post = post;
        this.envelope = envelope;
    }

    Handed send(TenantId tenant, Channel channel, int attempt, String body) {
        byte[] url = envelope.open(Secret.context(tenant, channel.id()), String.valueOf(channel.sealed()));
        return switch (openWay.to(new String(url, StandardCharsets.UTF_8))) {
            case Way.Closed(String why) -> new Handed.Failed("not called: " + why);
            case Way.Open open -> Handed.of(post.post(open, attempt, HEADERS, body));
        };
    }
}
