package io.vigil.tenancy.mail;

import java.util.List;
import java.util.Map;

/**
 * A mail to one person, as text and as HTML.
 *
 * @param messageId without brackets; the same however often it is tried
 * @param headers beside the usual ones
 * @param inline pictures that the HTML shows as {@code cid:name}
 */
public record Letter(
        String messageId,
        String to,
        String subject,
        String text,
        String html,
        Map<String, String> headers,
        List<Part> inline,
        List<Part> attached) {

    public record Part(String name, String mediaType, byte[] content) {
        public Part {
            demandOneLine("a part's name", name);
            demandOneLine("a part's media type", mediaType);
        }
    }

    public Letter {
        demandOneLine("the message id", messageId);
        demandOneLine("the address", to);
        demandOneLine("the subject", subject);
        headers.forEach((name, value) -> {
            demandOneLine("a header's name", name);
            demandOneLine("header " + name, value);
        });
    }

    /** Whoever gets a line break into a header writes headers, and in the end mails, of their own. */
    private static void demandOneLine(String what, String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029))
            throw new IllegalArgumentException("%s of a mail has a control character".formatted(what));
    }

    @Override
    public String toString() {
        return "Letter[" + messageId + "]";
    }
}
