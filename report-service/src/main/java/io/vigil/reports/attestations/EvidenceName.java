package io.vigil.reports.attestations;

import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Problem.Fault;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a file is called: strangers choose it, and whoever downloads it has it on their disk. */
final class EvidenceName {
    static final int LONGEST = 120;

    /** No path, no name that a system reads otherwise, nothing that steers a text or is not shown. */
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\:*?\"<>|\\p{C}\\p{Zl}\\p{Zp}]");

    private EvidenceName() {}

    /**
     * Composed (NFC) and without blanks around it.
     *
     * @throws Problem 400 saying what is wrong
     */
    static String of(@Nullable String given) {
        if (given == null || given.isBlank()) throw malformed("is missing");
        String name = Normalizer.normalize(given.strip(), Normalizer.Form.NFC);
        if (name.codePointCount(0, name.length()) > LONGEST)
            throw malformed("must be at most %d characters".formatted(LONGEST));
        if (FORBIDDEN.matcher(name).find())
            throw malformed("must not have any of / \\ : * ? \" < > | nor characters that are not shown");
        if (name.startsWith(".") || name.contains(".."))
            throw malformed("must not begin with a dot, nor have two in a row");
        if (EvidenceType.of(name).isEmpty() || name.indexOf('.') < 0)
            throw malformed("must end with one of %s".formatted(EvidenceType.allEnds()));
        return name;
    }

    /** The header by which a browser saves it under its name, whatever letters it has (RFC 6266). */
    static String attachment(String name) {
        StringBuilder plain = new StringBuilder();
        name.codePoints().forEach(c -> plain.append(isPlain(c) ? Character.toString(c) : "_"));
        StringBuilder escaped = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8))
            escaped.append(isPlain(each) ? Character.toString(each) : "%%%02X".formatted(each & 0xff));
        return "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain, escaped);
    }

    private static boolean isPlain(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_';
    }

    private static Problem malformed(String message) {
        return Problem.malformed(List.of(Fault.at("name", message)));
    }
}
