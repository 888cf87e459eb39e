package io.vigil.contracts;

/**
 * The newest row of a chain at some time. Kept outside of the database (every export and report carries one), it shows
 * later whether rows up to it were cut off or the whole chain was written anew.
 *
 * @param seq 0 while nothing was written
 * @param hash empty while nothing was written
 */
public record AuditHead(long seq, String hash) {
    public static final AuditHead NONE = new AuditHead(0, "");

    /** @throws IllegalArgumentException unless it is {@code SEQ:HASH} */
    public static AuditHead of(String text) {
        int colon = text.indexOf(':');
        if (colon < 1
                || !text.substring(colon + 1).matches("[0-9a-f]{64}")
                || !text.substring(0, colon).matches("[0-9]{1,18}"))
            throw new IllegalArgumentException("'%s' is no head of a trail, written as SEQ:HASH".formatted(text));
        return new AuditHead(Long.parseLong(text.substring(0, colon)), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
