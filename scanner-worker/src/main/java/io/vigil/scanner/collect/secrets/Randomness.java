package io.vigil.scanner.collect.secrets;

import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a value is made to be guessed by nobody, or is a word, a name, a reference to a secret kept elsewhere. */
final class Randomness {
    private static final int MIN_CHARACTERS = 8;

    /** Where letters, a digit and the name speak for it: people choose {@code hunter2}. */
    private static final int MIN_CHARACTERS_WITH_DIGIT = 6;

    /** A secret key of AWS may have slashes, as if it were a path. */
    private static final Pattern KEY_OF_AWS = Pattern.compile("[A-Za-z0-9/]{40}");

    /** Of a word or a name it is mostly below. */
    private static final double MIN_BITS_A_CHARACTER = 2.9;

    private static final double MIN_BITS_A_CHARACTER_OF_KEY_OF_AWS = 4.3;
    private static final double MIN_BITS_A_CHARACTER_WITH_DIGIT = 2;

    private static final Pattern PATH = Pattern.compile("/[\\w./-]*|[\\w.-]+(?:/[\\w.-]+)+");

    /** Where a secret is to be found: an ARN, a service's own words, a template's variable. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?i)arn:.*|[$%<{(\\[`].*|.*\\$\\{.*|[a-z][a-z0-9+.-]*://[^@]*|ssm:.*|secretsmanager:.*");

    /** What stands where a secret is to be put. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)(?:(.)\\1*)?|true|false|null|none|.*(?:change.?me|example|placeholder|redacted|your.).*");

    private Randomness() {}

    /** For what nothing but its looks speaks for: letters with digits, or small ones with large ones, and no pattern. */
    static boolean looksLikeSecret(String value) {
        return looksLikePassword(value) && kinds(value) >= 2;
    }

    /** For what is called a password: anything that is no reference and no single word repeated. */
    static boolean looksLikePassword(String value) {
        return value.length() >= MIN_CHARACTERS && mayBeSecret(value) && bitsACharacter(value) >= MIN_BITS_A_CHARACTER;
    }

    /** For what stands where a password does: also a short one of the kind that people choose. */
    static boolean looksLikeAnyPassword(String value) {
        return looksLikeSecret(value)
                || value.length() >= MIN_CHARACTERS_WITH_DIGIT
                        && kinds(value) >= 2
                        && value.chars().anyMatch(Character::isDigit)
                        && mayBeSecret(value)
                        && bitsACharacter(value) >= MIN_BITS_A_CHARACTER_WITH_DIGIT;
    }

    /** Whether it tells where something is instead of being it. */
    static boolean isReference(String value) {
        return REFERENCE.matcher(value).matches() || PATH.matcher(value).matches() && !looksLikeKeyOfAws(value);
    }

    private static boolean mayBeSecret(String value) {
        return !isReference(value) && !PLACEHOLDER.matcher(value).matches();
    }

    private static boolean looksLikeKeyOfAws(String value) {
        return KEY_OF_AWS.matcher(value).matches()
                && kinds(value) == 3
                && bitsACharacter(value) >= MIN_BITS_A_CHARACTER_OF_KEY_OF_AWS;
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
