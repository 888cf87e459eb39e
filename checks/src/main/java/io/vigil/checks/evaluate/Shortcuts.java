package io.vigil.checks.evaluate;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The usual values of the usual functions, without a search for the fitting meaning. A short way gives what the
 * library's function gives, or null for values of which it knows nothing.
 */
final class Shortcuts {
    interface OfOne {
        @Nullable
        Object of(Object value);
    }

    interface OfTwo {
        @Nullable
        Object of(Object left, Object right);
    }

    /** By the meaning's id. */
    static final Map<String, OfOne> OF_ONE = Map.of(
            "logical_not", value -> value instanceof Boolean known ? (Boolean) !known : null,
            "size_list", Shortcuts::size,
            "list_size", Shortcuts::size,
            "optional_hasValue", value -> value instanceof Optional<?> optional ? (Boolean) optional.isPresent() : null,
            "optional_value", value -> value instanceof Optional<?> optional ? optional.orElse(null) : null);

    /** By the meaning's id. */
    static final Map<String, OfTwo> OF_TWO = Map.of(
            "equals", Shortcuts::equal,
            "not_equals", (left, right) -> equal(left, right) instanceof Boolean same ? (Boolean) !same : null,
            "less_int64", (left, right) -> left instanceof Long a && right instanceof Long b ? (Boolean) (a < b) : null,
            "less_equals_int64",
                    (left, right) -> left instanceof Long a && right instanceof Long b ? (Boolean) (a <= b) : null,
            "greater_int64",
                    (left, right) -> left instanceof Long a && right instanceof Long b ? (Boolean) (a > b) : null,
            "greater_equals_int64",
                    (left, right) -> left instanceof Long a && right instanceof Long b ? (Boolean) (a >= b) : null,
            "in_list",
                    (left, right) ->
                            left instanceof String && right instanceof List<?> list ? list.contains(left) : null,
            "starts_with_string",
                    (left, right) ->
                            left instanceof String a && right instanceof String b ? (Boolean) a.startsWith(b) : null,
            "ends_with_string",
                    (left, right) ->
                            left instanceof String a && right instanceof String b ? (Boolean) a.endsWith(b) : null,
            "contains_string",
                    (left, right) ->
                            left instanceof String a && right instanceof String b ? (Boolean) a.contains(b) : null);

    private Shortcuts() {}

    private static @Nullable Object size(Object value) {
        return value instanceof List<?> list ? (Long) (long) list.size() : null;
    }

    private static @Nullable Object equal(Object left, Object right) {
        boolean plain = left instanceof String && right instanceof String
                || left instanceof Boolean && right instanceof Boolean
                || left instanceof Long && right instanceof Long;
        return plain ? (Boolean) left.equals(right) : null;
    }

    /** For a list that is written out: of texts only, so that no number can be equal to one of them. */
    static OfTwo in(List<?> texts) {
        Set<Object> known = new HashSet<>(texts);
        return (left, right) -> known.contains(left);
    }

    /** For a pattern that is written out. */
    static OfTwo matches(Pattern pattern) {
        return (left, right) ->
                left instanceof String text ? (Boolean) pattern.matcher(text).find() : null;
    }
}
