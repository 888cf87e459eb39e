package io.vigil.checks;

import java.util.List;
import java.util.Map;

/** How many bytes plain JSON values take in the form of {@link io.vigil.contracts.EventJson#bytes}, without writing them. */
final class JsonSize {
    private JsonSize() {}

    /** @param value of texts, numbers, booleans, lists and maps */
    static int of(Object value) {
        return switch (value) {
            case String text -> of(text);
            case List<?> list -> {
                int bytes = 2 + Math.max(0, list.size() - 1);
                for (Object each : list) bytes += of(each);
                yield bytes;
            }
            case Map<?, ?> map -> {
                int bytes = 2 + Math.max(0, map.size() - 1);
                for (Map.Entry<?, ?> each : map.entrySet())
                    bytes += of(String.valueOf(each.getKey())) + 1 + of(each.getValue());
                yield bytes;
            }
            default -> String.valueOf(value).length();
        };
    }

    static int of(String text) {
        int bytes = 2;
        for (int at = 0; at < text.length(); at++) bytes += letter(text.charAt(at));
        return bytes;
    }

    private static int letter(char letter) {
        if (letter < 0x20) return "\b\t\n\f\r".indexOf(letter) >= 0 ? 2 : 6;
        if (letter == '"' || letter == '\\') return 2;
        if (letter < 0x80) return 1;
        // what is beyond the basic plane is written as two escapes
        if (Character.isSurrogate(letter)) return 6;
        return letter < 0x800 ? 2 : 3;
    }
}
