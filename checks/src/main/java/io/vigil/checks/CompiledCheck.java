package io.vigil.checks;

import io.vigil.checks.Language.Expression;
import io.vigil.checks.Shape.Struct;
import io.vigil.checks.evaluate.Failed;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A check made ready for one resource type.
 *
 * @param reads what it reads of the resource, as paths
 * @param needs the same, with what it reads of the elements of lists
 */
record CompiledCheck(
        Check check,
        Dialect dialect,
        Struct params,
        Optional<Expression> when,
        Let let,
        Expression pass,
        MessageTemplate message,
        Set<String> reads,
        List<Path> paths,
        Set<String> needs) {

    /** One of {@code reads}, cut at its dots. */
    record Path(String text, List<String> names) {
        static Path of(String text) {
            return new Path(text, List.of(text.split("\\.")));
        }
    }

    /** Of a defect's own words in a verdict. */
    private static final int MAX_DETAIL_CHARS = 400;

    /** @throws MalformedCheck if an expression does not fit the resource's shape */
    static CompiledCheck compile(CheckSource source, ResourceType<?> type) {
        Struct params = Language.paramsStruct(source.paramShapes());
        return compile(source, params, Language.over(type, params, source.dialect()));
    }

    static CompiledCheck compile(CheckSource source, Struct params, Language first) {
        Language language = first;
        Set<String> reads = new LinkedHashSet<>();
        Set<String> needs = new LinkedHashSet<>();
        Let let = Let.none(Names.given(params));
        for (var fact : source.let().entrySet()) {
            Expression expression = language.compile("let " + fact.getKey(), fact.getValue());
            let = let.with(fact.getKey(), expression);
            reads.addAll(expression.reads());
            needs.addAll(expression.needs());
            language = language.with(fact.getKey(), expression.type());
        }
        Language full = language;
        Optional<Expression> when = source.when().map(text -> full.compileCondition("when", text));
        Expression pass = full.compileCondition("pass", source.pass());
        MessageTemplate message = MessageTemplate.compile(full, source.message());
        when.ifPresent(expression -> reads.addAll(expression.reads()));
        when.ifPresent(expression -> needs.addAll(expression.needs()));
        needs.addAll(pass.needs());
        needs.addAll(message.needs());
        reads.addAll(pass.reads());
        reads.addAll(message.reads());
        List<Path> paths = reads.stream().map(Path::of).toList();
        return new CompiledCheck(
                source.check(), source.dialect(), params, when, let, pass, message, reads, paths, needs);
    }

    Judgement judge(ResourceRef resource, Map<String, Object> document, Facts facts) {
        return facts.within(() -> new Judgement(check, resource, outcome(facts), evidence(document, facts)));
    }

    Outcome outcome(Facts facts) {
        try {
            if (when.isPresent()) {
                Object applies = holds(when.get(), facts);
                if (applies instanceof Failed unknown) return new Outcome.Undetermined(why(unknown));
                if (applies.equals(false)) return new Outcome.NotApplicable();
            }
            Object passes = holds(pass, facts);
            if (passes instanceof Failed unknown) return new Outcome.Undetermined(why(unknown));
            return passes.equals(true) ? new Outcome.Pass() : new Outcome.Fail(message.render(facts));
        } catch (RuntimeException unknown) {
            return new Outcome.Undetermined(why(Failed.because(unknown)));
        } catch (Stopped | StackOverflowError tooMuch) {
            return new Outcome.Undetermined(notComputed(tooMuch));
        }
    }

    private static Unread notComputed(Error tooMuch) {
        String detail = tooMuch instanceof Stopped
                ? String.valueOf(tooMuch.getMessage())
                : "it was stopped, since it is nested too deep";
        return new Unread(UnreadReason.CHECK_FAILED, null, null, "the check could not be computed: " + detail);
    }

    /** True, false or {@link Failed}. */
    private static Object holds(Expression condition, Facts facts) {
        Object value = facts.eval(condition);
        if (value instanceof Boolean || value instanceof Failed) return value;
        throw new IllegalStateException("the condition gave %s".formatted(value));
    }

    private static Unread why(Failed unknown) {
        Optional<NotRead> missing = NotRead.in(unknown.cause());
        if (missing.isPresent()) return missing.get().why();
        String detail = unknown.text();
        if (detail.length() > MAX_DETAIL_CHARS) detail = detail.substring(0, MAX_DETAIL_CHARS) + "…";
        return new Unread(UnreadReason.CHECK_FAILED, null, null, detail);
    }

    /** Named facts, then what was read itself; whole lists only where no fact names the part that matters. */
    private Map<String, Object> evidence(Map<String, Object> document, Facts facts) {
        Evidence evidence = new Evidence();
        if (facts.stopped()) return evidence.facts();
        try {
            for (int place = 0; place < let.facts().size(); place++)
                if (!(facts.fact(place) instanceof Failed))
                    evidence.add(let.facts().get(place).name(), facts.fact(place));
        } catch (Stopped | StackOverflowError tooMuch) {
            return evidence.facts();
        }
        for (Path path : paths) {
            Object value = at(document, path.names());
            boolean plain = !(value instanceof Map) && !(value instanceof List);
            if (value != null && (plain || let.isEmpty())) evidence.add(path.text(), value);
        }
        return evidence.facts();
    }

    private static @Nullable Object at(@Nullable Object holder, List<String> path) {
        Object value = holder;
        for (String name : path) value = value instanceof Map<?, ?> map ? map.get(name) : null;
        return value;
    }
}
