package io.vigil.reports.comments;

import io.vigil.reports.people.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds whom a text mentions: {@code @} with a member's address, or with the part before its @ where that is one member's. */
final class Mentions {
    private static final String IN_A_NAME = "\\p{L}\\p{N}._%+-";

    /** Behind a letter it is the middle of an address, and mentions nobody. */
    private static final Pattern MENTION =
            Pattern.compile("(?<![%1$s])@([%1$s]{1,64}(?:@[\\p{L}\\p{N}.-]{1,190})?)".formatted(IN_A_NAME));

    private static final Pattern END_OF_A_SENTENCE = Pattern.compile("[._%+-]+$");

    private Mentions() {}

    /** Whether there is anybody to look for. */
    static boolean any(String text) {
        return MENTION.matcher(text).find();
    }

    /** In the order of the text, each once; whom nobody knows is left a word of the text. */
    static List<Person> of(String text, List<Person> members) {
        Map<String, Person> mentioned = new LinkedHashMap<>();
        Matcher found = MENTION.matcher(text);
        while (found.find()) {
            String word =
                    END_OF_A_SENTENCE.matcher(found.group(1)).replaceFirst("").toLowerCase(Locale.ROOT);
            List<Person> meant =
                    members.stream().filter(person -> answersTo(person, word)).toList();
            if (meant.size() == 1) mentioned.putIfAbsent(meant.getFirst().subject(), meant.getFirst());
        }
        return new ArrayList<>(mentioned.values());
    }

    private static boolean answersTo(Person person, String word) {
        String address = person.address().toLowerCase(Locale.ROOT);
        if (address.isEmpty() || word.isEmpty()) return false;
        return word.contains("@") ? address.equals(word) : address.startsWith(word + "@");
    }
}
