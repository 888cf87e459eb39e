package io.vigil.checks;

import io.vigil.checks.Shape.Member;
import io.vigil.checks.Shape.Struct;
import io.vigil.contracts.UnreadReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A document with something taken away, made unreadable, put in, or given another shape. */
final class ChangedDocument {
    private static final List<Object> STRANGERS =
            List.of("", "none", "*", "0.0.0.0/0", 0L, -1, 443, Long.MAX_VALUE, 1.5, true, false, List.of(), Map.of());

    private final Random random;

    ChangedDocument(Random random) {
        this.random = random;
    }

    Map<String, Object> of(ResourceType<?> type, Map<String, Object> document) {
        Map<String, Object> changed = copy(document);
        for (int times = 1 + random.nextInt(3); times > 0; times--) change(Shapes.of(type.document()), changed);
        return changed;
    }

    private void change(Struct struct, Map<String, Object> holder) {
        List<String> names = List.copyOf(holder.keySet());
        if (names.isEmpty() || random.nextInt(4) == 0) {
            touch(struct, holder);
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> holder.remove(name);
            case 1 -> holder.put(name, stranger());
            default -> descend(struct, holder, name);
        }
    }

    @SuppressWarnings("unchecked")
    private void descend(Struct struct, Map<String, Object> holder, String name) {
        Member member = struct.members().get(name);
        Shape shape = member == null ? Shape.Scalar.ANY : member.shape();
        if (shape instanceof Shape.OptionalOf(Shape inner)) shape = inner;
        Object value = holder.get(name);
        if (value instanceof Map<?, ?> && shape instanceof Struct inner) change(inner, (Map<String, Object>) value);
        else if (value instanceof List<?> list && !list.isEmpty()) {
            List<Object> elements = (List<Object>) list;
            int at = random.nextInt(elements.size());
            if (elements.get(at) instanceof Map<?, ?> element
                    && shape instanceof Shape.ListOf(Struct inner)
                    && random.nextInt(4) > 0) change(inner, (Map<String, Object>) element);
            else if (random.nextBoolean()) elements.remove(at);
            else elements.add(elements.get(at));
        } else holder.put(name, stranger());
    }

    /** Some member of the shape, whether the document has it or not. */
    private void touch(Struct struct, Map<String, Object> holder) {
        if (struct.size() == 0) return;
        Member member = struct.member(random.nextInt(struct.size()));
        if (!member.mayBeMissing()) {
            holder.put(member.name(), stranger());
            return;
        }
        holder.remove(member.name());
        Map<String, Object> unread = new LinkedHashMap<>();
        if (holder.get(Document.UNREAD) instanceof Map<?, ?> before)
            before.forEach((key, value) -> unread.put((String) key, value));
        UnreadReason reason = UnreadReason.values()[random.nextInt(UnreadReason.values().length)];
        unread.put(
                member.name(),
                Map.of("reason", reason.name(), "operation", "s3:Get" + member.name(), "detail", "100 % unreadable"));
        holder.put(Document.UNREAD, unread);
    }

    private Object stranger() {
        return copyOf(STRANGERS.get(random.nextInt(STRANGERS.size())));
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put((String) key, copyOf(value)));
        return copy;
    }

    private static Object copyOf(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy(map);
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                for (Object each : list) copy.add(each == null ? "null" : copyOf(each));
                yield copy;
            }
            case null -> "null";
            default -> value;
        };
    }
}
