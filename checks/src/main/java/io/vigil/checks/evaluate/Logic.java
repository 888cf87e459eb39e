package io.vigil.checks.evaluate;

/** What decides even where not all of its parts are known. */
final class Logic {
    private Logic() {}

    /** A condition and where it stands. */
    record Condition(Node node, Spot spot) {
        /** True, false or {@link Failed}. */
        Object eval(Frame frame) {
            Object value = node.eval(frame);
            return value instanceof Boolean || value instanceof Failed ? value : spot.noBoolean(value);
        }
    }

    /**
     * Both sides, or either: {@code &&} and {@code ||}, which differ by the word that decides alone.
     *
     * @param decisive false for {@code &&}, true for {@code ||}
     */
    record Junction(Node left, Spot leftSpot, Node right, Spot rightSpot, boolean decisive) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object first = left.eval(frame);
            if (first instanceof Boolean known) {
                if (known == decisive) return known;
            } else if (!(first instanceof Failed)) return leftSpot.noBoolean(first);
            Object second = right.eval(frame);
            if (second instanceof Boolean known) return known == decisive ? known : first;
            if (!(second instanceof Failed)) return rightSpot.noBoolean(second);
            return first instanceof Failed ? first : second;
        }
    }

    record Choice(Condition condition, Node then, Node otherwise) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object value = condition.eval(frame);
            if (!(value instanceof Boolean known)) return value;
            return known ? then.eval(frame) : otherwise.eval(frame);
        }
    }
}
