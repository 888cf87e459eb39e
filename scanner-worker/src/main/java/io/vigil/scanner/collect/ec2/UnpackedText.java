package io.vigil.scanner.collect.ec2;

import io.vigil.checks.secrets.SecretTrace;
import io.vigil.scanner.collect.secrets.FindSecrets;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * User data as what starts the instance reads it: unpacked from base64 and gzip, with what is packed into it once more,
 * such as files of cloud-init or a part of a MIME message.
 */
final class UnpackedText {
    /** User data has at most 16 KiB; what unpacks to far more was made to. */
    private static final int MAX_BYTES = 4 << 20;

    private static final int MAX_DEPTH = 3;

    /** What is shorter holds no secret worth its name. */
    private static final int MIN_LETTERS = 24;

    private record Packed(String letters, int start) {}

    private record Part(String text, int offset) {}

    private final List<Part> parts = new ArrayList<>();
    private int left = MAX_BYTES;
    private boolean cutOff;

    private UnpackedText() {}

    /** @param base64 as EC2's API tells user data; what is no base64 is taken for the text itself */
    static UnpackedText of(String base64) {
        UnpackedText unpacked = new UnpackedText();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
        } catch (IllegalArgumentException noBase64) {
            bytes = base64.getBytes(StandardCharsets.UTF_8);
        }
        unpacked.add(bytes, /* offset */ 0, /* depth */ 0);
        return unpacked;
    }

    /** Whether there was more than was looked at. */
    boolean cutOff() {
        return cutOff;
    }

    /** Of something that is packed, the offset is where it begins in the user data. */
    List<SecretTrace> traces(String member) {
        List<SecretTrace> traces = new ArrayList<>();
        for (Part part : parts)
            for (SecretTrace trace : FindSecrets.in(member, part.text()))
                traces.add(
                        part.offset() < 0
                                ? trace
                                : new SecretTrace(trace.rule(), trace.member(), part.offset(), trace.count()));
        return traces;
    }

    private void add(byte[] bytes, int offset, int depth) {
        String text = text(unzipped(bytes));
        parts.add(new Part(text, depth == 0 ? -1 : offset));
        if (depth == MAX_DEPTH) return;
        for (Packed packed : packed(text)) {
            byte[] inner = decoded(packed.letters());
            if (isZipped(inner) || isText(text(inner))) add(inner, depth == 0 ? packed.start() : offset, depth + 1);
        }
    }

    /** Base64 in one line or in several of the same length, as MIME and YAML break it. */
    private static List<Packed> packed(String text) {
        List<Packed> found = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            int end = endOfLetters(text, at);
            int length = end - at;
            if (length < MIN_LETTERS) {
                at = end;
                continue;
            }
            StringBuilder letters = new StringBuilder(text.substring(at, end));
            int lastLength = length;
            for (int line = nextLine(text, end); line >= 0 && lastLength == length; line = nextLine(text, end)) {
                lastLength = endOfLetters(text, line) - line;
                if (lastLength == 0 || lastLength > length) break;
                end = line + lastLength;
                letters.append(text, line, end);
            }
            found.add(new Packed(letters.toString(), at));
            at = end;
        }
        return found;
    }

    private static int endOfLetters(String text, int from) {
        int at = from;
        while (at < text.length() && isLetter(text.charAt(at))) at++;
        return at;
    }

    private static boolean isLetter(char letter) {
        return letter >= 'A' && letter <= 'Z'
                || letter >= 'a' && letter <= 'z'
                || letter >= '0' && letter <= '9'
                || letter == '+'
                || letter == '/';
    }

    /** Where the next line begins after its indentation; -1 when this one has not ended. */
    private static int nextLine(String text, int from) {
        int at = from;
        if (at < text.length() && text.charAt(at) == '\r') at++;
        if (at >= text.length() || text.charAt(at) != '\n') return -1;
        at++;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) at++;
        return at;
    }

    /** One letter that is left over is none of base64's. */
    private static byte[] decoded(String letters) {
        int whole = letters.length() % 4 == 1 ? letters.length() - 1 : letters.length();
        return Base64.getDecoder().decode(letters.substring(0, whole));
    }

    private byte[] unzipped(byte[] bytes) {
        if (!isZipped(bytes)) return take(bytes);
        try (InputStream unzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = unzip.readNBytes(left);
            if (plain.length == left) cutOff = true;
            left -= plain.length;
            return plain;
        } catch (IOException broken) {
            return take(bytes);
        }
    }

    private byte[] take(byte[] bytes) {
        if (bytes.length > left) cutOff = true;
        byte[] taken = bytes.length > left ? Arrays.copyOf(bytes, left) : bytes;
        left -= taken.length;
        return taken;
    }

    private static boolean isZipped(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    /** What is decoded though it was a word, a hash or a picture, is noise. */
    private static boolean isText(String decoded) {
        long strange = decoded.chars()
                .filter(each -> each < ' ' && each != '\n' && each != '\r' && each != '\t' || each == 0xfffd)
                .count();
        return !decoded.isEmpty() && strange * 20 <= decoded.length();
    }

    /** Windows writes scripts in two bytes a letter, too. */
    private static String text(byte[] bytes) {
        if (bytes.length > 1 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe)
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        long empty = 0;
        for (int at = 1; at < bytes.length; at += 2) if (bytes[at] == 0) empty++;
        return empty * 4 > bytes.length
                ? new String(bytes, StandardCharsets.UTF_16LE)
                : new String(bytes, StandardCharsets.UTF_8);
    }
}
