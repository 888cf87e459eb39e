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

    /** @param bytes that it takes when it is written */
    private record Json(Object value, int bytes) {}

    void add(String name, Object value) {
        int room = left - name.length() - 4;
        Json json = value instanceof List<?> list ? beginning(list, room) : whole(value, room);
        int cost = json.bytes + name.length() + 4;
        if (cost > left) return;
        left -= cost;
        facts.put(name, json.value);
    }

    Map<String, Object> facts() {
        return facts;
    }

    private static Json whole(Object value, int bytes) {
        Room room = new Room(bytes);
        Object json = json(value, room);
        if (!room.isFull() && room.bytes <= bytes) return new Json(json, room.bytes);
        String mark = "left out: more than %d bytes".formatted(Math.max(0, bytes));
        return new Json(mark, JsonSize.of(mark));
    }

    /** As many elements as there is room for, then how many more there are; what is behind them is not looked at. */
    private static Json beginning(List<?> list, int bytes) {
        List<Object> beginning = new ArrayList<>(Math.min(list.size(), 16));
        List<Integer> sizes = new ArrayList<>(Math.min(list.size(), 16));
        int used = 2;
        for (@Nullable Object each : list) {
            Json json = each == null ? new Json("null", 6) : whole(each, bytes - used);
            int size = json.bytes + 1;
            if (json.value instanceof String text && text.startsWith("left out: ") || used + size > bytes) break;
            beginning.add(json.value);
            sizes.add(size);
            used += size;
        }
        if (beginning.size() == list.size()) return new Json(beginning, list.isEmpty() ? used : used - 1);
        while (!beginning.isEmpty() && used > bytes - MARK_BYTES) {
            beginning.removeLast();
            used -= sizes.removeLast();
        }
        String mark = "… and %d more".formatted(list.size() - beginning.size());
        beginning.add(mark);
        return new Json(beginning, used + JsonSize.of(mark));
    }

    /** A value as JSON, of which nothing is copied after about so many characters. */
    static Object beginning(Object value, int chars) {
        return json(value, new Room(chars));
    }

    /** A value of the language as JSON; what is not readable inside it is left out. */
    private static Object json(Object value, Room room) {
        return switch (value) {
            case String text -> {
                room.left -= text.length() + 3;
                yield room.wrote(text);
            }
            case Boolean flag -> {
                room.bytes += flag ? 4 : 5;
                yield flag;
            }
            case Long integer -> {
                room.bytes += digits(integer);
                yield integer;
            }
            case Integer integer -> {
                room.bytes += digits(integer);
                yield integer;
            }
            case Double decimal -> {
                if (decimal.isNaN() || decimal.isInfinite()) yield room.wrote(decimal.toString());
                room.bytes += decimal.toString().length();
                yield decimal;
            }
            case Optional<?> optional ->
                optional.isPresent() ? json(optional.get(), room) : room.wrote(Shape.OptionalOf.NONE);
            case List<?> list -> list(list, room);
            case Members members -> members(members, room);
            case Map<?, ?> map -> map(map, room);
            default -> room.wrote(value.toString());
        };
    }

    private static List<Object> list(List<?> list, Room room) {
        List<Object> json = new ArrayList<>(Math.min(list.size(), 16));
        for (@Nullable Object each : list) {
            if (room.isFull()) break;
            if (each == null) continue;
            room.left--;
            json.add(json(each, room));
        }
        room.bytes += 2 + Math.max(0, json.size() - 1);
        return json;
    }

    private static Map<String, Object> map(Map<?, ?> map, Room room) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (room.isFull()) break;
            member(json, String.valueOf(entry.getKey()), entry.getValue(), room);
        }
        room.bytes += 2 + Math.max(0, json.size() - 1);
        return json;
    }

    private static Map<String, Object> members(Members members, Room room) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int index = 0; index < members.count() && !room.isFull(); index++) {
            @Nullable Object value = members.readable(index);
            if (value != null) member(json, members.name(index), value, room);
        }
        room.bytes += 2 + Math.max(0, json.size() - 1);
        return json;
    }

    private static void member(Map<String, Object> json, String name, @Nullable Object value, Room room) {
        if (value == null
                || value instanceof List<?> none && none.isEmpty()
                || value instanceof Map<?, ?> nothing && nothing.isEmpty()) return;
        room.left -= name.length() + 4;
        room.bytes += JsonSize.of(name) + 1;
        json.put(name, json(value, room));
    }

    private static int digits(long integer) {
        if (integer >= 0 && integer < 10) return 1;
        return Long.toString(integer).length();
    }

    /** How much more is worth copying, and how much was written. */
    private static final class Room {
        private int left;
        private int bytes;

        Room(int chars) {
            this.left = chars;
        }

        String wrote(String text) {
            bytes += JsonSize.of(text);
            return text;
        }

        boolean isFull() {
            return left < 0;
        }
    }
}
