package io.vigil.checks.evaluate;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code a.b}, {@code has(a.b)} and {@code a.?b}. */
final class Selection {
    private Selection() {}

    /**
     * A member by its name, and by its number where the holder has the layout that the types promise.
     *
     * @param layout null if the types promise none
     */
    record Member(String name, @Nullable Layout layout, int index) {
        static Member of(String name, Optional<? extends Layout> layout) {
            return new Member(
                    name,
                    layout.orElse(null),
                    layout.map(known -> known.index(name)).orElse(Layout.NONE));
        }

        /** Null if there is none, {@link Failed} if nobody knows. */
        @Nullable
        Object in(Map<?, ?> map) {
            if (!(map instanceof Holder holder)) return map.get(name);
            return holder.layout() == layout && index != Layout.NONE ? holder.member(index) : holder.member(name);
        }

        Failed noHolder(Spot spot) {
            return spot.failed("Error resolving field '%s'. Field selections must be performed on messages or maps."
                    .formatted(name));
        }
    }

    record Select(Node operand, Member member, Spot spot, Failed missing) implements Node {
        Select(Node operand, Member member, Spot spot) {
            this(operand, member, spot, spot.failed("key '%s' is not present in map.".formatted(member.name)));
        }

        @Override
        public Object eval(Frame frame) {
            Object holder = operand.eval(frame);
            try {
                if (holder instanceof Map<?, ?> map) {
                    Object value = member.in(map);
                    return value == null ? missing : value;
                }
                if (holder instanceof Failed) return holder;
                return holder instanceof Optional<?> optional ? ofOptional(optional) : member.noHolder(spot);
            } catch (RuntimeException unreadable) {
                return spot.failed(unreadable);
            }
        }

        private Object ofOptional(Optional<?> optional) {
            if (optional.isEmpty()) return optional;
            if (!(optional.get() instanceof Map<?, ?> map)) return member.noHolder(spot);
            Object value = member.in(map);
            if (value == null) return Optional.empty();
            return value instanceof Failed ? value : Optional.of(value);
        }
    }

    record Has(Node operand, Member member, Spot spot) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object holder = operand.eval(frame);
            if (holder instanceof Failed) return holder;
            if (holder instanceof Optional<?> optional) {
                if (optional.isEmpty()) return false;
                holder = optional.get();
            }
            try {
                return holder instanceof Map<?, ?> map ? member.in(map) != null : member.noHolder(spot);
            } catch (RuntimeException unreadable) {
                return spot.failed(unreadable);
            }
        }
    }

    record OptionalSelect(Node operand, Member member, Spot spot) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object holder = operand.eval(frame);
            if (holder instanceof Failed) return holder;
            if (holder instanceof Map<?, ?> map) return ofMap(map);
            if (!(holder instanceof Optional<?> optional)) return member.noHolder(spot);
            if (optional.isEmpty()) return optional;
            if (!(optional.get() instanceof Map<?, ?> map)) return member.noHolder(spot);
            try {
                return optional(member.in(map));
            } catch (RuntimeException unreadable) {
                return spot.failed(unreadable);
            }
        }

        private Object ofMap(Map<?, ?> map) {
            try {
                return optional(member.in(map));
            } catch (RuntimeException unreadable) {
                return spot.failed("select_optional_field", new Object[] {map, member.name}, unreadable);
            }
        }

        private static Object optional(@Nullable Object value) {
            if (value == null) return Optional.empty();
            return value instanceof Failed ? value : Optional.of(value);
        }
    }
}
