package io.vigil.scanner.collect.secrets;

import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for secrets in what AWS tells of a resource. The texts stay in the caller's memory: what leaves is which rule
 * found something, where and how often, never the secret nor a part of it.
 */
public final class FindSecrets {
    /** Names whose values are passwords whatever they look like, and names whose values may also be a mere name. */
    private static final Pattern PASSWORD_NAME = Pattern.compile("(?i).*(?:password|passwd|passphrase|pwd)");

    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(?:secret|token|credentials?|api[_-]?key|access[_-]?key|private[_-]?key|secret[_-]?key(?:[_-]?base)?)");

    private FindSecrets() {}

    /** In texts by their names, such as environment variables; sorted by name. */
    public static List<SecretTrace> in(Map<String, String> texts) {
        return new TreeMap<>(texts)
                .entrySet().stream()
                        .flatMap(text -> in(text.getKey(), text.getValue()).stream())
                        .toList();
    }

    /** @param member the text's name, or a path that ends in it; a name like {@code DB_PASSWORD} makes its text suspect */
    public static List<SecretTrace> in(String member, @Nullable String text) {
        if (text == null || text.isBlank()) return List.of();
        List<SecretTrace> traces = SecretRule.ALL.stream()
                .flatMap(rule -> rule.in(member, text).stream())
                .toList();
        return traces.isEmpty() ? byName(member, text.strip()) : traces;
    }

    private static List<SecretTrace> byName(String member, String text) {
        String name = member.substring(member.lastIndexOf('/') + 1);
        if (PASSWORD_NAME.matcher(name).matches() && Randomness.looksLikePassword(text))
            return List.of(new SecretTrace("password", member, /* offset */ 0, /* count */ 1));
        if (SECRET_NAME.matcher(name).matches() && Randomness.looksLikeSecret(text))
            return List.of(new SecretTrace("named-secret", member, /* offset */ 0, /* count */ 1));
        return List.of();
    }
}
