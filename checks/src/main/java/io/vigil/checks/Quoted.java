package io.vigil.checks;

import io.vigil.checks.Fix.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A value as one literal of the place where it is pasted. Names come from strangers: none may end its quotes, be taken
 * for an option or a file, or look like something else; one that might is not written at all.
 */
final class Quoted {
    /** Longest name that AWS has is an ARN's; what is longer is cut off nowhere, since half a name is another's. */
    private static final int MAX_CHARS = 2_048;

    /** Control and format characters, lone surrogates, private use, line and paragraph separators. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{C}\\u2028\\u2029]");

    /** The CLI reads a file, or in its first version a page, for a value that begins so. */
    private static final Pattern FETCHED = Pattern.compile("(?i)(file|fileb|https?)://.*");

    /** A literal of the language that needs no quoting anywhere. */
    private static final Pattern PLAIN_TEXT = Pattern.compile("\"([A-Za-z0-9_.:/=,*-]*)\"");

    private Quoted() {}

    /** Empty if it must not be written. */
    static Optional<String> of(Kind kind, Object value) {
        if (!(value instanceof List<?> list)) return scalar(kind, value);
        List<Optional<String>> each =
                list.stream().map(one -> scalar(kind, one)).toList();
        if (each.isEmpty() || each.stream().anyMatch(Optional::isEmpty)) return Optional.empty();
        String joined =
                each.stream().map(Optional::orElseThrow).collect(Collectors.joining(kind == Kind.CLI ? " " : ", "));
        return Optional.of(kind == Kind.CLI ? joined : "[" + joined + "]");
    }

    /**
     * Stands where the value is not known: the expression in angle brackets, which are harmless within quotes, with the
     * plain texts that it puts around, such as {@code 'arn:aws:s3:::<resource.Name>'}.
     */
    static String unknown(Kind kind, String what) {
        StringBuilder safe = new StringBuilder();
        for (String part : what.startsWith("[") ? new String[] {what} : what.split(" \\+ ")) {
            Matcher text = PLAIN_TEXT.matcher(part.strip());
            if (text.matches()) safe.append(text.group(1));
            else
                safe.append('<')
                        .append(part.replaceAll("[^A-Za-z0-9_.-]+", " ").strip())
                        .append('>');
        }
        return kind == Kind.CLI ? "'" + safe + "'" : "\"" + safe + "\"";
    }

    private static Optional<String> scalar(Kind kind, Object value) {
        return switch (value) {
            case Boolean flag -> Optional.of(flag.toString());
            case Long number -> Optional.of(number.toString());
            case String text when writable(kind, text) -> Optional.of(quoted(kind, text));
            default -> Optional.empty();
        };
    }

    private static boolean writable(Kind kind, String text) {
        if (text.isEmpty()
                || text.length() > MAX_CHARS
                || UNPRINTABLE.matcher(text).find()) return false;
        return kind != Kind.CLI
                || !text.startsWith("-") && !FETCHED.matcher(text).matches();
    }

    private static String quoted(Kind kind, String text) {
        return switch (kind) {
            case CLI -> "'" + text.replace("'", "'\\''") + "'";
            case TERRAFORM -> "\"" + escaped(text).replace("${", "$${").replace("%{", "%%{") + "\"";
            case CLOUDFORMATION -> "\"" + escaped(text) + "\"";
        };
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
