package io.vigil.checks;

import io.vigil.checks.Program.Interpreted;
import io.vigil.checks.Shape.Struct;
import io.vigil.checks.YamlMap.Text;
import java.util.Map;
import java.util.Optional;

/**
 * A condition that a tenant wrote over the members of a record, in the dialect of own checks: what could grow is refused, and
 * each evaluation is stopped within 50 ms and 16 MB.
 */
public final class Filter {
    private static final String WORD = "filter";

    private final Struct facts;
    private final Interpreted program;

    private Filter(Struct facts, Interpreted program) {
        this.facts = facts;
        this.program = program;
    }

    /**
     * @param facts whose components are the names that the condition may use
     * @throws MalformedCheck if it cannot be compiled, or is neither true nor false; the problem says where in the expression
     */
    public static Filter compile(Class<? extends Record> facts, String expression) {
        Struct struct = Shapes.of(facts);
        Program program = Language.ofMembers(struct)
                .compileCondition(WORD, new Text(expression, new Place(WORD, 1, 1)))
                .program();
        if (!(program instanceof Interpreted interpreted))
            throw new IllegalStateException("a stranger's condition is evaluated step by step");
        return new Filter(struct, interpreted);
    }

    /**
     * False also where it cannot be computed, such as for a tag that is not there, and where it takes too long, twice: a
     * machine that stood still is no reason to leave something out.
     *
     * @param given a value for each component as JSON has it; times are texts
     */
    public boolean matches(Map<String, ?> given) {
        try {
            return evaluate(given);
        } catch (Stopped once) {
            try {
                return evaluate(given);
            } catch (Stopped again) {
                return false;
            }
        }
    }

    /** @throws Stopped if its allowance is used up */
    private boolean evaluate(Map<String, ?> given) {
        Members members = Binding.of(facts, given);
        Allowance allowance = new Allowance();
        return Boolean.TRUE.equals(
                allowance.during(() -> program.eval(name -> Optional.ofNullable(members.get(name)), allowance)));
    }
}
