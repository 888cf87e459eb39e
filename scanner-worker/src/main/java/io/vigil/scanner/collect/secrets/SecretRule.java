package io.vigil.scanner.collect.secrets;

import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way a secret looks by itself, whatever it is called.
 *
 * @param pattern whose group {@code value}, or whose whole match where it has none, is the secret
 * @param isSecret whether what is matched counts; names and references match, too
 */
record SecretRule(String name, Pattern pattern, Predicate<Matcher> isSecret) {
    private static final String VALUE = "value";
    private static final Pattern PASSWORD = Pattern.compile("(?i)passw(?:or)?d|passphrase|pwd");

    /** The forms are the vendors' own, published so that such keys can be found. */
    static final List<SecretRule> ALL = List.of(
            sure("aws-access-key", "(?<![A-Z0-9])(?:AKIA|ASIA)(?![A-Z2-7]*EXAMPLE)[A-Z2-7]{16}(?![A-Z0-9])"),
            sure("private-key", "-----BEGIN (?:[A-Z0-9]{2,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----"),
            sure("github-token", "\\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59})\\b"),
            sure("gitlab-token", "\\bglpat-[A-Za-z0-9_-]{20}"),
            sure("slack-token", "\\bxox[abprs]-[0-9]{6,}-[A-Za-z0-9-]{10,}"),
            sure("slack-webhook", "hooks\\.slack\\.com/services/T[A-Z0-9]{6,}/B[A-Z0-9]{6,}/[A-Za-z0-9]{20}"),
            sure("stripe-key", "\\b[rs]k_live_[A-Za-z0-9]{16,}"),
            sure("google-api-key", "\\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
            sure("npm-token", "\\bnpm_[A-Za-z0-9]{36}\\b"),
            sure("pypi-token", "\\bpypi-AgEI[A-Za-z0-9_-]{50}"),
            sure("sendgrid-key", "\\bSG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}"),
            sure("json-web-token", "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{20,}"),
            new SecretRule(
                    "url-password",
                    Pattern.compile("\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@]{0,64}:(?<value>[^\\s/@]{3,128})@[^\\s/@]"),
                    found -> Randomness.looksLikeAnyPassword(found.group(VALUE))),
            new SecretRule(
                    "option",
                    Pattern.compile("(?i)--(?:password|passwd|passphrase|token|api-key)\\s{1,4}"
                            + "(?:\\\\?[\"'])?(?<value>[^\\s\"',;&\\\\-][^\\s\"',;&\\\\]{5,255})"),
                    found -> Randomness.looksLikeAnyPassword(found.group(VALUE))),
            // within JSON the quotes of a command are written with a backslash
            new SecretRule(
                    "assignment",
                    Pattern.compile("(?i)(?<name>password|passwd|passphrase|pwd|secret|token|api[_-]?key|access[_-]?key"
                            + "|private[_-]?key|secret[_-]?key)(?:\\\\?[\"'])?\\s{0,4}[:=]\\s{0,4}(?:\\\\?[\"'])?"
                            + "(?<value>[^\\s\"',;&\\\\]{6,256})"),
                    SecretRule::isAssigned));

    private static SecretRule sure(String name, String pattern) {
        return new SecretRule(name, Pattern.compile(pattern), found -> true);
    }

    private static boolean isAssigned(Matcher found) {
        String value = found.group(VALUE);
        return PASSWORD.matcher(found.group("name")).matches()
                ? Randomness.looksLikeAnyPassword(value)
                : Randomness.looksLikeSecret(value);
    }

    Optional<SecretTrace> in(String member, String text) {
        Matcher matcher = pattern.matcher(text);
        int first = -1;
        int count = 0;
        while (matcher.find()) {
            if (!isSecret.test(matcher)) continue;
            if (first < 0) first = pattern.namedGroups().containsKey(VALUE) ? matcher.start(VALUE) : matcher.start();
            count++;
        }
        return count == 0 ? Optional.empty() : Optional.of(new SecretTrace(name, member, first, count));
    }
}
