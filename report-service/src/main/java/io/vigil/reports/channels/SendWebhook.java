package io.vigil.reports.channels;

import io.vigil.contracts.TenantId;
import io.vigil.reports.channels.OpenWay.Way;
import io.vigil.tenancy.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Posts a message to a web address of the customer's, signed by the channel's secret. */
@ApplicationScoped
class SendWebhook {
    private final OpenWay openWay;
    private final PostOnce post;
    private final Envelope envelope;
    private final InstantSource clock;

    SendWebhook(OpenWay openWay, PostOnce post, Envelope envelope, InstantSource clock) {
        this.openWay = openWay;
        this.post = post;
        this.envelope = envelope;
        this.clock = clock;
    }

    /** @param body the same in each try, as {@code delivery} is */
    Handed send(TenantId tenant, Channel channel, UUID delivery, int attempt, String body) {
        return switch (openWay.to(channel.address())) {
            case Way.Closed(String why) -> new Handed.Failed("not called: " + why);
            case Way.Open open -> {
                Secret secret = new Secret(
                        envelope.open(Secret.context(tenant, channel.id()), String.valueOf(channel.sealed())));
                Map<String, String> headers = new HashMap<>(secret.headers(delivery, clock.instant(), body));
                headers.put("Content-Type", "application/json");
                headers.put("User-Agent", "Vigil-Webhooks/1.0");
                yield Handed.of(post.post(open, attempt, headers, body));
            }
        };
    }
}
