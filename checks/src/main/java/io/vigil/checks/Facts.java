package io.vigil.checks;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import io.vigil.checks.Language.Expression;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What one judgement knows by name; a {@code let} is computed when it is first asked for, once. */
final class Facts implements CelVariableResolver {
    private final Map<String, Expression> let;
    private final Map<String, Object> known = new HashMap<>();
    private final Optional<Allowance> allowance;

    /** Without an allowance: for checks of the catalogue. */
    Facts(String name, Members resource, Members params, Members declared, Instant now, Map<String, Expression> let) {
        this(name, resource, params, declared, now, let, Optional.empty());
    }

    Facts(
            String name,
            Members resource,
            Members params,
            Members declared,
            Instant now,
            Map<String, Expression> let,
            Optional<Allowance> allowance) {
        this.let = let;
        this.allowance = allowance;
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

    /** @throws Stopped if the allowance is used up */
    Object eval(Expression expression) throws CelEvaluationException {
        return allowance.isPresent()
                ? expression.program().trace(this, allowance.get())
                : expression.program().eval(this);
    }

    /** Does the work within the allowance, if there is one. */
    <T> T within(Supplier<T> work) {
        return allowance.isPresent() ? allowance.get().during(work) : work.get();
    }

    boolean stopped() {
        return allowance.isPresent() && allowance.get().isUsedUp();
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
            return eval(expression);
        } catch (CelEvaluationException failed) {
            return failed.getCause() instanceof NotRead missing
                    ? missing
                    : new IllegalStateException(failed.getMessage(), failed);
        } catch (RuntimeException failed) {
            return failed;
        }
    }
}
