package io.vigil.checks;

import io.vigil.checks.Language.Expression;
import java.util.ArrayList;
import java.util.List;

/** The facts that a check names, in the order in which it writes them. */
record Let(Names names, List<Let.Fact> facts) {

    record Fact(String name, Expression expression) {}

    static Let none(Names given) {
        return new Let(given, List.of());
    }

    Let with(String name, Expression expression) {
        List<Fact> more = new ArrayList<>(facts);
        more.add(new Fact(name, expression));
        return new Let(names.with(name), List.copyOf(more));
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }
}
