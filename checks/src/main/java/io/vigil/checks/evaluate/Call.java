package io.vigil.checks.evaluate;

import com.google.common.base.Joiner;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A function of which the types left one meaning, or some among which the values decide. */
final class Call implements Node {
    private final String function;
    private final List<String> meanings;
    private final List<CelFunctionBinding> bindings;
    private final List<Node> arguments;
    private final Spot spot;

    /** @param meanings of which some may have no binding, as with the library */
    Call(String function, List<String> meanings, List<CelFunctionBinding> bindings, List<Node> arguments, Spot spot) {
        this.function = function;
        this.meanings = List.copyOf(meanings);
        this.bindings = List.copyOf(bindings);
        this.arguments = List.copyOf(arguments);
        this.spot = spot;
    }

    @Override
    public Object eval(Frame frame) {
        Object[] values = new Object[arguments.size()];
        for (int at = 0; at < values.length; at++) {
            Object value = arguments.get(at).eval(frame);
            if (value instanceof Failed) return value;
            values[at] = value;
        }
        return apply(values);
    }

    /** @param values none of them failed */
    Object apply(Object... values) {
        @Nullable CelFunctionBinding fitting = null;
        for (CelFunctionBinding each : bindings) {
            if (!CelFunctionOverload.canHandle(values, each.getArgTypes(), each.isStrict())) continue;
            if (fitting != null) return ambiguous(values);
            fitting = each;
        }
        if (fitting == null)
            return spot.failed("No matching overload for function '%s'. Overload candidates: %s"
                    .formatted(function, Joiner.on(",").join(meanings)));
        try {
            return fitting.getDefinition().apply(values);
        } catch (CelEvaluationException failed) {
            return Failed.because(failed);
        } catch (RuntimeException failed) {
            return spot.failed(fitting.getOverloadId(), values, failed);
        }
    }

    private Failed ambiguous(Object[] values) {
        List<String> fitting = new ArrayList<>();
        for (CelFunctionBinding each : bindings)
            if (CelFunctionOverload.canHandle(values, each.getArgTypes(), each.isStrict()))
                fitting.add(each.getOverloadId());
        return Spot.NOWHERE.failed("Ambiguous overloads for function '%s'. Matching candidates: %s"
                .formatted(function, Joiner.on(",").join(fitting)));
    }

    /** One argument, first tried by the short way. */
    record Unary(Node argument, Shortcuts.OfOne shortcut, Call call) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object value = argument.eval(frame);
            if (value instanceof Failed) return value;
            @Nullable Object result = shortcut.of(value);
            return result == null ? call.apply(value) : result;
        }
    }

    /** Two arguments, first tried by the short way. */
    record Binary(Node left, Node right, Shortcuts.OfTwo shortcut, Call call) implements Node {
        @Override
        public Object eval(Frame frame) {
            Object first = left.eval(frame);
            if (first instanceof Failed) return first;
            Object second = right.eval(frame);
            if (second instanceof Failed) return second;
            @Nullable Object result = shortcut.of(first, second);
            return result == null ? call.apply(first, second) : result;
        }
    }
}
