package io.vigil.reports.channels;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.vigil.contracts.TenantId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** By what a receiver of webhooks knows that they are ours (Standard Webhooks 1.0, symmetric). */
record Secret(byte[] key) {
    private static final int BYTES = 32;

    static Secret random(SecureRandom random) {
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        return new Secret(key);
    }

    /** What an envelope with something of a channel is for. */
    static String context(TenantId tenant, UUID channel) {
        return "channel %s of %s".formatted(channel, tenant);
    }

    /** As it is shown, and as libraries for it take it. */
    String words() {
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    /** @param at of this try */
    Map<String, String> headers(UUID delivery, Instant at, String body) {
        String id = "msg_" + delivery;
        try {
            return Map.of(
                    "webhook-id", id,
                    "webhook-timestamp", Long.toString(at.getEpochSecond()),
                    "webhook-signature", new Webhook(key).sign(id, at.getEpochSecond(), body));
        } catch (EmptyWebhookSecretException | WebhookSigningException impossible) {
            throw new IllegalStateException("a webhook could not be signed", impossible);
        }
    }

    @Override
    public String toString() {
        return "Secret[]";
    }
}
