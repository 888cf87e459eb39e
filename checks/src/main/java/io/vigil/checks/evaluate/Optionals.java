package io.vigil.checks.evaluate;

import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.RuntimeEquality;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that may be absent. */
final class Optionals {
    private Optionals() {}

    static List<CelFunctionBinding> bindings(RuntimeEquality equality) {
        return List.of(
                CelFunctionBinding.from("optional_of", Object.class, Optional::of),
                CelFunctionBinding.from("optional_none", List.of(), none -> Optional.empty()),
                CelFunctionBinding.from("optional_value", Object.class, value -> ((Optional<?>) value).get()),
                CelFunctionBinding.from("optional_hasValue", Object.class, value -> ((Optional<?>) value).isPresent()),
                CelFunctionBinding.from("list_optindex_optional_int", List.class, Long.class, Optionals::at),
                CelFunctionBinding.from(
                        "optional_list_optindex_optional_int", Optional.class, Long.class, Optionals::atOptional),
                CelFunctionBinding.from("optional_list_index_int", Optional.class, Long.class, Optionals::atOptional),
                CelFunctionBinding.from("map_optindex_optional_value", Map.class, Object.class, equality::findInMap),
                CelFunctionBinding.from(
                        "optional_map_optindex_optional_value",
                        Optional.class,
                        Object.class,
                        (map, key) -> inOptional(map, key, equality)),
                CelFunctionBinding.from(
                        "optional_map_index_value",
                        Optional.class,
                        Object.class,
                        (map, key) -> inOptional(map, key, equality)));
    }

    private static Optional<?> at(List<?> list, Long index) {
        int at = Math.toIntExact(index);
        return at < 0 || at >= list.size() ? Optional.empty() : Optional.of(list.get(at));
    }

    private static Optional<?> atOptional(Optional<?> list, Long index) {
        return list.isEmpty() ? list : at((List<?>) list.get(), index);
    }

    private static Optional<?> inOptional(Optional<?> map, Object key, RuntimeEquality equality) {
        return map.isEmpty() ? map : equality.findInMap((Map<?, ?>) map.get(), key);
    }

    record OrValue(Node optional, Node otherwise, Spot spot) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object value = optional.eval(frame);
            if (value instanceof Failed) return value;
            if (!(value instanceof Optional<?> known))
                return spot.failed("No matching overload for function 'orValue'.");
            return known.isPresent() ? known.get() : otherwise.eval(frame);
        }
    }

    record Or(Node optional, Node otherwise, Spot spot) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object value = optional.eval(frame);
            if (value instanceof Failed) return value;
            if (!(value instanceof Optional<?> known)) return spot.failed("No matching overload for function 'or'.");
            return known.isPresent() ? known : otherwise.eval(frame);
        }
    }
}
