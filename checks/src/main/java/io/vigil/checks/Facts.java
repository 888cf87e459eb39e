package io.vigil.checks;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import io.vigil.checks.Language.Expression;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What one judgement knows by name; a {@code let} is computed when it is first asked for, once. */
final class Facts implements CelVariableResolver {
    private final Map<String, Expression> let;
    private final Map<String, Object> known = new HashMap<>();

    Facts(String name, Members resource, Members params, Members declared, Instant now, Map<String, Expression> let) {
        this.let = let;
        known.put("name", name);
        known.put("resource", resource);
        known.put("params", params);
        known.put("declared", declared);
        known.put("now", now);
    }

    /** One more name, beside those that a verdict rests on. */
    void add(String name, Object value) {
        known.put(name, value);
    }

    @Override
    public Optional<Object> find(String name) {
        Object value = known.get(name);
        if (value == null && let.get(name) instanceof Expression expression) {
            value = compute(expression);
            known.put(name, value);
        }
        if (value instanceof RuntimeException failed) throw failed;
        return Optional.ofNullable(value);
    }

    /** Empty when it could not be computed. */
    Optional<Object> known(String name) {
        try {
            return find(name);
        } catch (RuntimeException unknown) {
            return Optional.empty();
        }
    }

    private Object compute(Expression expression) {
        try {
            return expression.program().eval(this);
        } catch (CelEvaluationException failed) {
            return failed.getCause() instanceof NotRead missing
                    ? missing
                    : new IllegalStateException(failed.getMessage(), failed);
        } catch (RuntimeException failed) {
            return failed;
        }
    }
}
