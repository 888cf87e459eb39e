package io.vigil.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** UUIDs of names (RFC 9562, version 5) and strict parsing; the JDK has only the MD5 variant and a lenient parser. */
public final class Uuids {
    private static final UUID VIGIL = UUID.fromString("6d2a3c0e-5a5e-5c0e-9f5b-7669676c0001");

    private Uuids() {}

    /** The same parts always give the same id, on every machine; parts are separated, so ("a","bc") differs from ("ab","c"). */
    public static UUID ofName(Object... parts) {
        MessageDigest sha1 = sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(VIGIL.getMostSignificantBits())
                .putLong(VIGIL.getLeastSignificantBits())
                .array());
        for (Object part : parts) {
            byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
            sha1.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            sha1.update(bytes);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x5000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    static UUID parse(String what, String text) {
        if (text.length() != 36) throw new IllegalArgumentException("%s '%s' is not a UUID".formatted(what, text));
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException("%s '%s' is not a UUID".formatted(what, text), malformed);
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }
}
