package io.vigil.checks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Within which an integer parameter, or each of a list of them, makes sense; both ends belong to it. */
public record Bounds(long least, long most) {
    private static final int MAX_TEXT_CHARS = 2_000;
    private static final int MAX_ENTRIES = 500;

    /** Of the word {@code bounds}: a parameter's name → {@code [least, most]}. */
    static Map<String, Bounds> read(YamlMap yaml, Map<String, Object> params) {
        Map<String, Bounds> bounds = new LinkedHashMap<>();
        yaml.map("bounds")
                .ifPresent(written -> written.json().forEach((name, value) -> {
                    Object given = params.get(name);
                    if (!(value instanceof List<?> ends
                            && ends.size() == 2
                            && ends.get(0) instanceof Long least
                            && ends.get(1) instanceof Long most
                            && least <= most
                            && given != null))
                        throw new MalformedCheck(
                                written.place(name),
                                "'%s' needs [least, most] of a parameter that is an integer".formatted(name));
                    Bounds read = new Bounds(least, most);
                    fault(Optional.of(read), given).ifPresent(why -> {
                        throw new MalformedCheck(written.place(name), "the default of '%s': %s".formatted(name, why));
                    });
                    bounds.put(name, read);
                }));
        return bounds;
    }

    /** Why a parameter's value cannot be used, whatever its type; what has no bounds of its own is still no flood. */
    static Optional<String> fault(Optional<Bounds> bounds, @Nullable Object value) {
        return switch (value) {
            case null -> Optional.of("null is no value");
            case Number number when bounds.isPresent() -> bounds.get().outside(number.longValue());
            case String text
            when text.length() > MAX_TEXT_CHARS ->
                Optional.of("a text has %d characters at most".formatted(MAX_TEXT_CHARS));
            case List<?> list
            when list.size() > MAX_ENTRIES -> Optional.of("a list has %d entries at most".formatted(MAX_ENTRIES));
            case List<?> list ->
                list.stream().flatMap(each -> fault(bounds, each).stream()).findFirst();
            default -> Optional.empty();
        };
    }

    private Optional<String> outside(long value) {
        return least <= value && value <= most
                ? Optional.empty()
                : Optional.of("%d is not within %d and %d".formatted(value, least, most));
    }
}
