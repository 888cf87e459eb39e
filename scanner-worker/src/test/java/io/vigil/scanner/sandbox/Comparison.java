package io.vigil.scanner.sandbox;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.Status;
import io.vigil.contracts.Unread;
import io.vigil.contracts.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A scan while something was broken beside the same scan while nothing was: all that differs must be said to be unread,
 * for the reason that was made.
 */
final class Comparison {
    private static final String UNREAD = "unread";
    private static final String EVIDENCE = ", evidence ";

    /** Of a reason in a verdict. */
    private final Predicate<Unread> expected;

    private final List<Lie> lies = new ArrayList<>();
    private int unread;

    /** Of what is looked at just now. */
    private String type = "";

    private Comparison(Predicate<Unread> expected) {
        this.expected = expected;
    }

    /** What differs and should not, in a sentence; of a resource type. */
    record Lie(String type, String words) {}

    /** @param unread how many verdicts and parts of documents became unknown */
    record Found(List<Lie> lies, int unread) {}

    static Found of(List<ScannedUnit> sound, List<ScannedUnit> broken, Predicate<Unread> expected) {
        Comparison comparison = new Comparison(expected);
        for (int i = 0; i < sound.size(); i++) comparison.compare(sound.get(i), broken.get(i));
        return new Found(comparison.lies, comparison.unread);
    }

    private void compare(ScannedUnit sound, ScannedUnit broken) {
        Map<String, ResourceSeen> seen = byKey(broken.resources(), Comparison::key);
        for (ResourceSeen before : sound.resources()) {
            type = before.resourceType();
            ResourceSeen now = seen.remove(key(before));
            if (now == null) {
                if (isComplete(broken, before.resourceType()))
                    lie("%s is gone and the list of %s counts as read", key(before), before.resourceType());
            } else {
                if (!before.tags().equals(now.tags())) lie("%s has other tags", key(before));
                compare(key(before), before.document(), now.document());
            }
        }
        for (ResourceSeen more : seen.values()) {
            type = more.resourceType();
            lie("%s was not there before", key(more));
        }
        compareVerdicts(sound, broken);
        if (!broken.result().checks().equals(sound.result().checks()))
            lie("other checks were judged in %s", broken.unit());
    }

    private void compareVerdicts(ScannedUnit sound, ScannedUnit broken) {
        Map<String, Verdict> said = byKey(broken.verdicts(), Comparison::key);
        for (Verdict before : sound.verdicts()) {
            type = before.resourceType();
            Verdict now = said.remove(key(before));
            if (now != null) compare(before, now);
            else if (isComplete(broken, before.resourceType()))
                lie("no word of %s, and the list of %s counts as read", key(before), before.resourceType());
            else if (said.values().stream().noneMatch(stand -> standsFor(stand, before))
                    && broken.verdicts().stream().noneMatch(stand -> standsFor(stand, before)))
                lie("nothing stands for %s", key(before));
        }
        for (Verdict more : said.values()) {
            type = more.resourceType();
            if (more.unread() == null || isComplete(broken, more.resourceType()))
                lie("%s is said to be %s and was not judged before", key(more), more.status());
            else look(key(more), more.unread());
        }
    }

    private static boolean standsFor(Verdict stand, Verdict gone) {
        return stand.check().equals(gone.check())
                && stand.status() == Status.UNDETERMINED
                && stand.resourceName().equals("every " + gone.resourceType());
    }

    private void compare(Verdict before, Verdict now) {
        if (now.unread() != null && !now.unread().equals(before.unread())) look(key(now), now.unread());
        else if (before.status() != now.status())
            lie("%s was %s and is %s: %s", key(now), before.status(), now.status(), now.message());
        else if (!before.message().equals(now.message()) && !now.message().contains("(not known)"))
            lie("%s said '%s' and says '%s'", key(now), before.message(), now.message());
        else
            now.evidence()
                    .forEach((name, value) -> compare(
                            key(now) + EVIDENCE + name, before.evidence().get(name), value));
    }

    private void compare(String where, @Nullable Object before, @Nullable Object now) {
        if (before instanceof Map<?, ?> all && now instanceof Map<?, ?> known) {
            Map<?, ?> missing = known.get(UNREAD) instanceof Map<?, ?> told ? told : Map.of();
            all.forEach((name, value) -> {
                if (known.containsKey(name)) {
                    if (!name.equals(UNREAD)) compare(where + "." + name, value, known.get(name));
                } else if (missing.get(name) instanceof Map<?, ?> why) look(where + "." + name, unread(why));
                // the document says of each part why it is missing; evidence holds the parts that are there
                else if (!where.contains(EVIDENCE)) lie("%s.%s is gone", where, name);
            });
            known.keySet().stream()
                    .filter(name -> !all.containsKey(name) && !name.equals(UNREAD))
                    .forEach(name -> lie("%s.%s was not there before", where, name));
        } else if (before instanceof List<?> all && now instanceof List<?> known && all.size() == known.size()) {
            for (int i = 0; i < all.size(); i++) compare(where + "[" + i + "]", all.get(i), known.get(i));
        } else if (!Objects.equals(before, now)) lie("%s was %s and is %s", where, before, now);
    }

    private static Unread unread(Map<?, ?> told) {
        return EventJson.MAPPER.convertValue(told, Unread.class);
    }

    private void look(String who, Unread why) {
        unread++;
        if (!expected.test(why)) lie("%s is unknown for another reason: %s", who, why);
    }

    private void lie(String form, Object... values) {
        lies.add(new Lie(type, form.formatted(values)));
    }

    private static boolean isComplete(ScannedUnit unit, String type) {
        return unit.result().completeTypes().contains(type);
    }

    private static String key(ResourceSeen resource) {
        return "%s %s in %s".formatted(resource.resourceType(), resource.resource(), resource.region());
    }

    private static String key(Verdict verdict) {
        return "%s of %s %s in %s"
                .formatted(verdict.check(), verdict.resourceType(), verdict.resource(), verdict.region());
    }

    private <T> Map<String, T> byKey(List<T> all, java.util.function.Function<T, String> key) {
        Map<String, T> byKey = new LinkedHashMap<>();
        for (T each : all) if (byKey.put(key.apply(each), each) != null) lie("%s is told twice", key.apply(each));
        return new HashMap<>(byKey);
    }
}
