package io.vigil.scanner.collect.secrets;

import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a value is made to be guessed by nobody, or is a word, a name, a reference to a secret kept elsewhere. */
final class Randomness {
    private static final int MIN_CHARACTERS = 8;

    /** Of a word or a name it is mostly below. */
    private static final double MIN_BITS_A_CHARACTER = 2.9;

    /** What a secret is replaced with, or where it is to be found: an ARN, a parameter's path, a template's variable. */
    private static final Pattern NO_SECRET = Pattern.compile("(?i)arn:.*|\\{\\{resolve:.*|[$%<{(\\[].*|.*\\$\\{.*"
            + "|/[\\w./-]*|[a-z0-9_.-]+(?:/[a-z0-9_.-]+)+|https?://[^@]*|ssm:.*|secretsmanager:.*"
            + "|(.)\\1*|\\**|x+|true|false|null|none|.*(?:change.?me|example|placeholder|redacted|your.).*");

    private Randomness() {}

    /** For what nothing but its looks speaks for: letters with digits, or small ones with large ones, and no pattern. */
    static boolean looksLikeSecret(String value) {
        return looksLikePassword(value) && kinds(value) >= 2;
    }

    /** For what is called a password: anything that is no reference and no single word repeated. */
    static boolean looksLikePassword(String value) {
        return value.length() >= MIN_CHARACTERS
                && !NO_SECRET.matcher(value).matches()
                && bitsACharacter(value) >= MIN_BITS_A_CHARACTER;
    }

    private static long kinds(String value) {
        return Stream.of(
                        value.chars().anyMatch(Character::isLowerCase),
                        value.chars().anyMatch(Character::isUpperCase),
                        value.chars().anyMatch(Character::isDigit))
                .filter(present -> present)
                .count();
    }

    /** Shannon's entropy of the value's own characters. */
    static double bitsACharacter(String value) {
        double length = value.length();
        return value
                .chars()
                .boxed()
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .values()
                .stream()
                .mapToDouble(count -> count / length)
                .map(share -> -share * Math.log(share) / Math.log(2))
                .sum();
    }
}
