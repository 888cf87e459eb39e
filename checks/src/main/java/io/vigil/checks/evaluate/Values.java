package io.vigil.checks.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is written out, what has a name, and what is put together of them. */
final class Values {
    private Values() {}

    record Constant(Object value) implements Node {
        @Override
        public Object eval(Frame frame) {
            return value;
        }
    }

    record Variable(int slot, Spot spot) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object value = frame.variable(slot);
            return value instanceof Failed failed ? spot.failed(failed) : value;
        }
    }

    /** What a loop goes over. */
    record Local(int index) implements Node {
        @Override
        public Object eval(Frame frame) {
            return frame.locals[index];
        }
    }

    record ListOf(List<Node> elements) implements Node {
        @Override
        public Object eval(Frame frame) {
            List<Object> values = new ArrayList<>(elements.size());
            for (Node element : elements) {
                Object value = element.eval(frame);
                if (value instanceof Failed) return value;
                values.add(value);
            }
            return values;
        }
    }

    record Entry(Node key, Node value, Spot spot) {}

    record MapOf(List<Entry> entries) implements Node {
        @Override
        public Object eval(Frame frame) {
            Map<Object, Object> values = new LinkedHashMap<>();
            for (Entry entry : entries) {
                Object key = entry.key.eval(frame);
                if (key instanceof Failed) return key;
                Object value = entry.value.eval(frame);
                if (value instanceof Failed) return value;
                if (values.putIfAbsent(key, value) != null)
                    return entry.spot.failed("duplicate map key [%s]".formatted(key));
            }
            return values;
        }
    }
}
