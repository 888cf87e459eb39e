package io.vigil.deploy.stack.mail;

import java.time.Instant;
import java.util.List;

/**
 * A mail as the catcher shows it.
 *
 * @param id names its files
 * @param to the addresses it was delivered to, which the headers need not name
 * @param text the first plain text, empty when there is none
 * @param html the first HTML text, empty when there is none; hostile until proven otherwise
 * @param problem why its parts could not be read, empty when they could
 */
record CaughtMail(
        String id,
        Instant receivedAt,
        String sender,
        List<String> to,
        String from,
        String subject,
        String text,
        String html,
        List<Attachment> attachments,
        String problem) {

    /** @param number counts from 0 */
    record Attachment(int number, String name, String type, int bytes) {}
}
