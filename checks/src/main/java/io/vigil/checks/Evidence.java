package io.vigil.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The facts behind a verdict, as JSON of bounded size. */
final class Evidence {
    static final int MAX_BYTES = 8 * 1024;

    /** Kept for the marks that say what was left out. */
    private static final int SPARE_BYTES = 256;

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private int left = MAX_BYTES - SPARE_BYTES;

    void add(String name, Object value) {
        Object json = json(value);
        int size = Document.jsonBytes(json) + name.length() + 4;
        if (size > left && json instanceof List<?> list) json = beginning(list, left - name.length() - 40);
        else if (size > left) json = "left out: %d bytes".formatted(size);
        int cost = Document.jsonBytes(json) + name.length() + 4;
        if (cost > left) return;
        left -= cost;
        facts.put(name, json);
    }

    Map<String, Object> facts() {
        return facts;
    }

    private static List<Object> beginning(List<?> list, int room) {
        List<Object> beginning = new ArrayList<>();
        int used = 0;
        for (Object each : list) {
            used += Document.jsonBytes(each) + 1;
            if (used > room) break;
            beginning.add(each);
        }
        beginning.add("… and %d more".formatted(list.size() - beginning.size()));
        return beginning;
    }

    /** A value of the language as JSON; what is not readable inside it is left out. */
    static Object json(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case Long integer -> integer;
            case Double decimal -> decimal.isNaN() || decimal.isInfinite() ? decimal.toString() : decimal;
            case Optional<?> optional -> optional.map(Evidence::json).orElse(Shape.OptionalOf.NONE);
            case List<?> list -> list.stream().map(Evidence::json).toList();
            case Map<?, ?> map -> {
                Map<String, Object> json = new LinkedHashMap<>();
                map.forEach((key, each) -> {
                    boolean known = each != null && !(each instanceof NotRead);
                    boolean told = !(each instanceof List<?> none && none.isEmpty())
                            && !(each instanceof Map<?, ?> nothing && nothing.isEmpty());
                    if (known && told) json.put(String.valueOf(key), json(each));
                });
                yield json;
            }
            default -> value.toString();
        };
    }
}
