package io.vigil.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts behind a verdict, as JSON of bounded size. */
final class Evidence {
    static final int MAX_BYTES = 8 * 1024;

    /** Kept for the marks that say what was left out. */
    private static final int SPARE_BYTES = 256;

    /** Of one such mark. */
    private static final int MARK_BYTES = 36;

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private int left = MAX_BYTES - SPARE_BYTES;

    void add(String name, Object value) {
        int room = left - name.length() - 4;
        Object json = value instanceof List<?> list ? beginning(list, room) : whole(value, room);
        int cost = JsonSize.of(json) + name.length() + 4;
        if (cost > left) return;
        left -= cost;
        facts.put(name, json);
    }

    Map<String, Object> facts() {
        return facts;
    }

    private static Object whole(Object value, int bytes) {
        Room room = new Room(bytes);
        Object json = json(value, room);
        boolean fits = !room.isFull() && JsonSize.of(json) <= bytes;
        return fits ? json : "left out: more than %d bytes".formatted(Math.max(0, bytes));
    }

    /** As many elements as there is room for, then how many more there are; what is behind them is not looked at. */
    private static List<Object> beginning(List<?> list, int bytes) {
        List<Object> beginning = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int used = 2;
        for (@Nullable Object each : list) {
            Object json = each == null ? "null" : whole(each, bytes - used);
            int size = JsonSize.of(json) + 1;
            if (json instanceof String text && text.startsWith("left out: ") || used + size > bytes) break;
            beginning.add(json);
            sizes.add(size);
            used += size;
        }
        if (beginning.size() == list.size()) return beginning;
        while (!beginning.isEmpty() && used > bytes - MARK_BYTES) {
            beginning.removeLast();
            used -= sizes.removeLast();
        }
        beginning.add("… and %d more".formatted(list.size() - beginning.size()));
        return beginning;
    }

    /** A value as JSON, of which nothing is copied after about so many characters. */
    static Object beginning(Object value, int chars) {
        return json(value, new Room(chars));
    }

    /** A value of the language as JSON; what is not readable inside it is left out. */
    private static Object json(Object value, Room room) {
        return switch (value) {
            case String text -> {
                room.take(text.length() + 3);
                yield text;
            }
            case Boolean flag -> flag;
            case Long integer -> integer;
            case Integer integer -> integer;
            case Double decimal -> decimal.isNaN() || decimal.isInfinite() ? decimal.toString() : decimal;
            case Optional<?> optional -> optional.map(each -> json(each, room)).orElse(Shape.OptionalOf.NONE);
            case List<?> list -> {
                List<Object> json = new ArrayList<>();
                for (@Nullable Object each : list) {
                    if (room.isFull()) break;
                    if (each == null) continue;
                    room.take(1);
                    json.add(json(each, room));
                }
                yield json;
            }
            case Map<?, ?> map -> {
                Map<String, Object> json = new LinkedHashMap<>();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    if (room.isFull()) break;
                    Object each = entry.getValue();
                    boolean known = each != null && !(each instanceof NotRead);
                    boolean told = !(each instanceof List<?> none && none.isEmpty())
                            && !(each instanceof Map<?, ?> nothing && nothing.isEmpty());
                    if (!known || !told) continue;
                    String name = String.valueOf(entry.getKey());
                    room.take(name.length() + 4);
                    json.put(name, json(each, room));
                }
                yield json;
            }
            default -> value.toString();
        };
    }

    /** How much more is worth copying. */
    private static final class Room {
        private int left;

        Room(int chars) {
            this.left = chars;
        }

        void take(int chars) {
            left -= chars;
        }

        boolean isFull() {
            return left < 0;
        }
    }
}
