package io.vigil.checks;

import dev.cel.runtime.CelVariableResolver;
import io.vigil.checks.Language.Expression;
import io.vigil.checks.evaluate.Failed;
import io.vigil.checks.evaluate.Variables;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What one judgement knows by name; a {@code let} is computed when it is first asked for, once. */
final class Facts implements CelVariableResolver, Variables {
    private final Let let;
    private final @Nullable Allowance allowance;
    private final int given;
    private Names names;

    /** By their number: what is given, then the {@code let}s, each a value or {@link Failed}; null until asked for. */
    private @Nullable Object[] known;

    /** Without an allowance: for checks of the catalogue. */
    Facts(String name, Members resource, Members params, Members declared, Instant now, Let let) {
        this(name, resource, params, declared, now, let, Optional.empty());
    }

    Facts(
            String name,
            Members resource,
            Members params,
            Members declared,
            Instant now,
            Let let,
            Optional<Allowance> allowance) {
        this.let = let;
        this.names = let.names();
        this.allowance = allowance.orElse(null);
        @Nullable Object[] first = {name, resource, params, declared, now};
        this.given = first.length;
        this.known = Arrays.copyOf(first, given + let.facts().size());
    }

    /** One more name, beside those that a verdict rests on. */
    void add(String name, Object value) {
        names = names.with(name);
        known = Arrays.copyOf(known, known.length + 1);
        known[known.length - 1] = value;
    }

    /**
     * A value, or {@link Failed}.
     *
     * @throws Stopped if the allowance is used up
     */
    Object eval(Expression expression) {
        return expression.program().eval(this);
    }

    @Nullable
    Allowance allowance() {
        return allowance;
    }

    /** Does the work within the allowance, if there is one. */
    <T> T within(Supplier<T> work) {
        return allowance == null ? work.get() : allowance.during(work);
    }

    boolean stopped() {
        return allowance != null && allowance.isUsedUp();
    }

    @Override
    public Object variable(int slot) {
        @Nullable Object value = known[slot];
        if (value == null) {
            value = eval(let.facts().get(slot - given).expression());
            known[slot] = value;
        }
        return value;
    }

    /** As {@link #variable}, of a {@code let} by its place in the check. */
    Object fact(int place) {
        return variable(given + place);
    }

    @Override
    public Optional<Object> find(String name) {
        OptionalInt slot = names.slot(name);
        if (slot.isEmpty()) return Optional.empty();
        Object value = variable(slot.getAsInt());
        if (value instanceof Failed failed)
            throw NotRead.in(failed.cause())
                    .<RuntimeException>map(missing -> missing)
                    .orElseGet(() -> new IllegalStateException(failed.text(), failed.cause()));
        return Optional.of(value);
    }
}
