package io.vigil.gateway.permissions;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Two letters that stand for a name where there is little room. */
public final class Initials {
    private Initials() {}

    public static String of(String name) {
        String letters = Arrays.stream(name.trim().split("[\\s._@-]+"))
                .filter(word -> !word.isEmpty())
                .limit(2)
                .map(word -> word.substring(0, word.offsetByCodePoints(0, 1)))
                .collect(Collectors.joining());
        return letters.isEmpty() ? "?" : letters.toUpperCase(Locale.ROOT);
    }
}
