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
    private static final String SUFFIX = "(?i:[_-]?(?:[0-9]{1,2}|prod|dev|test|staging|value))?";

    /** Names whose values are passwords whatever they look like, and names whose values may also be a mere name. */
    private static final Pattern PASSWORD_NAME = Pattern.compile(
            "(?:(?i:.*(?:password|passwd|passphrase|pwd))|(?i:(?:.*[_.-])?pass)|.*[A-Za-z0-9]Pass)" + SUFFIX);

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i:.*(?:secret|token|credentials?|api[_-]?key|access[_-]?key"
                    + "|private[_-]?key|secret[_-]?key(?:[_-]?base)?))" + SUFFIX);

    /** What AWS's own tools read keys from: a key there is one though it is documented as an example. */
    private static final Pattern CREDENTIALS_NAME = Pattern.compile("(?i)aws_access_key_id|aws_secret_access_key");

    private static final int MIN_CHARACTERS_OF_CREDENTIALS = 16;

    /** From which the agent of ECS takes the passwords of registries, as JSON. */
    private static final String REGISTRIES_NAME = "ECS_ENGINE_AUTH_DATA";

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
        if (isCredentials(name, text))
            return List.of(new SecretTrace("aws-credentials", member, /* offset */ 0, /* count */ 1));
        if (PASSWORD_NAME.matcher(name).matches()
                && (Randomness.looksLikePassword(text) || Randomness.looksLikeAnyPassword(text)))
            return List.of(new SecretTrace("password", member, /* offset */ 0, /* count */ 1));
        if (SECRET_NAME.matcher(name).matches() && Randomness.looksLikeSecret(text))
            return List.of(new SecretTrace("named-secret", member, /* offset */ 0, /* count */ 1));
        return List.of();
    }

    private static boolean isCredentials(String name, String text) {
        if (name.equalsIgnoreCase(REGISTRIES_NAME)) return text.startsWith("{\"");
        return CREDENTIALS_NAME.matcher(name).matches()
                && text.length() >= MIN_CHARACTERS_OF_CREDENTIALS
                && !Randomness.isReference(text);
    }
}
