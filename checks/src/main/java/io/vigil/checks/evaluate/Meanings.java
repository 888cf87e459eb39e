package io.vigil.checks.evaluate;

import dev.cel.common.CelOptions;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What functions mean, by the id that the type checker gives to each meaning: the library's own, and more. */
public final class Meanings {
    private final Map<String, CelFunctionBinding> byMeaning = new HashMap<>();
    private final int maxSteps;

    public Meanings(CelOptions options, Iterable<CelFunctionBinding> more) {
        this.maxSteps = options.comprehensionMaxIterations();
        RuntimeEquality equality = RuntimeEquality.create(RuntimeHelpers.create(), options);
        add(CelStandardFunctions.newBuilder().build().newFunctionBindings(equality, options));
        add(Optionals.bindings(equality));
        add(more);
    }

    private void add(Iterable<CelFunctionBinding> bindings) {
        bindings.forEach(each -> byMeaning.put(each.getOverloadId(), each));
    }

    /** Those that have a binding. */
    List<CelFunctionBinding> bindings(List<String> meanings) {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        for (String meaning : meanings)
            if (byMeaning.get(meaning) instanceof CelFunctionBinding binding) bindings.add(binding);
        return bindings;
    }

    /** How often the loops of one evaluation may go round together. */
    int maxSteps() {
        return maxSteps;
    }
}
