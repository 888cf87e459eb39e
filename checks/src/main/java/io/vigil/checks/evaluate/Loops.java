package io.vigil.checks.evaluate;

import io.vigil.checks.evaluate.Logic.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The macros that go over a list, or over the keys of a map. */
final class Loops {
    private Loops() {}

    /**
     * What is gone over.
     *
     * @param local where each element stands
     * @param loop where the loop itself stands
     */
    record Range(Node node, int local, Spot spot, Spot loop) {
        /** A collection or {@link Failed}. */
        Object eval(Frame frame) {
            return switch (node.eval(frame)) {
                case List<?> list -> list;
                case Map<?, ?> map -> map.keySet();
                case Failed failed -> failed;
                case Object other ->
                    spot.failed("expected a list or a map for iteration range but got '%s'"
                            .formatted(other.getClass().getSimpleName()));
            };
        }

        Failed tooLong(Frame frame) {
            return loop.failed("Iteration budget exceeded: " + frame.maxSteps());
        }
    }

    /**
     * {@code all} and {@code exists}, which differ by the word of one element that decides for all.
     *
     * @param decisive false for {@code all}, true for {@code exists}
     */
    record Quantified(Range range, Condition condition, boolean decisive) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object over = range.eval(frame);
            if (!(over instanceof Collection<?> elements)) return over;
            Object sofar = !decisive;
            boolean decided = false;
            for (Object each : elements) {
                if (!frame.step()) return range.tooLong(frame);
                if (decided) break;
                frame.locals[range.local] = each;
                Object now = condition.node().eval(frame);
                if (now instanceof Boolean known) {
                    if (known != decisive) continue;
                    decided = true;
                    sofar = known;
                } else if (!(now instanceof Failed)) sofar = condition.spot().noBoolean(now);
                else if (!(sofar instanceof Failed)) sofar = now;
            }
            return sofar;
        }
    }

    record ExistsOne(Range range, Condition condition) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object over = range.eval(frame);
            if (!(over instanceof Collection<?> elements)) return over;
            @Nullable Object failed = null;
            int found = 0;
            for (Object each : elements) {
                if (!frame.step()) return range.tooLong(frame);
                frame.locals[range.local] = each;
                Object now = condition.eval(frame);
                if (!(now instanceof Boolean known)) failed = now;
                else if (known) found++;
            }
            return failed == null ? (Object) (found == 1) : failed;
        }
    }

    /**
     * {@code filter} and {@code map}.
     *
     * @param condition null if all are taken
     */
    record Collect(Range range, @Nullable Condition condition, Node element) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object over = range.eval(frame);
            if (!(over instanceof Collection<?> elements)) return over;
            List<Object> found = new ArrayList<>();
            @Nullable Object failed = null;
            for (Object each : elements) {
                if (!frame.step()) return range.tooLong(frame);
                frame.locals[range.local] = each;
                if (condition != null) {
                    Object taken = condition.eval(frame);
                    // as in the library, the last condition that failed is told
                    if (!(taken instanceof Boolean)) failed = taken;
                    if (!Boolean.TRUE.equals(taken)) continue;
                }
                if (failed != null) continue;
                Object value = element.eval(frame);
                if (value instanceof Failed) failed = value;
                else found.add(value);
            }
            return failed == null ? found : failed;
        }
    }
}
