package io.vigil.checks;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.UnreadReason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant's own check that compiles, and how it stands its cases. */
public final class OwnCheckProgram {
    private static final String FILE = "cases.yaml";
    private static final int MAX_CHARS = 64_000;
    private static final int MAX_CASES = 50;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Set<String> WORDS =
            Set.of("case", "type", "name", "resource", "expect", "message", "now", "declared");
    private static final List<String> EXPECTATIONS = List.of("pass", "fail", "notApplicable", "undetermined");

    /**
     * What became of a case.
     *
     * @param got one of {@code pass}, {@code fail}, {@code notApplicable}, {@code undetermined}
     * @param message of a failing or undetermined one
     * @param holds whether it came as expected, the message too if one was expected
     */
    public record CaseResult(
            String name,
            int line,
            String expect,
            String got,
            @Nullable String message,
            boolean holds) {}

    private final Check check;
    private final Map<ResourceType<?>, CompiledCheck> byType;

    private OwnCheckProgram(Check check, Map<ResourceType<?>, CompiledCheck> byType) {
        this.check = check;
        this.byType = byType;
    }

    /** @throws MalformedCheck if the source is wrong; its place is in the source */
    public static OwnCheckProgram compile(CheckId id, String source) {
        CheckSource read = OwnSource.read(id, source);
        return new OwnCheckProgram(read.check(), CheckCatalogue.compile(read));
    }

    public Check check() {
        return check;
    }

    /**
     * Runs all cases.
     *
     * @throws MalformedCheck if they cannot be read, or one expected to pass or to fail is missing; its place is in the
     *     cases
     */
    public List<CaseResult> run(String cases) {
        Place top = new Place(FILE, 1, 1);
        if (cases.length() > MAX_CHARS)
            throw new MalformedCheck(
                    top, "the cases have %d characters; they may have %d".formatted(cases.length(), MAX_CHARS));
        List<YamlMap> all = YamlMap.listOfStranger(FILE, cases);
        if (all.size() > MAX_CASES)
            throw new MalformedCheck(top, "there are %d cases; there may be %d".formatted(all.size(), MAX_CASES));
        List<CaseResult> results = new ArrayList<>();
        for (YamlMap each : all) results.add(run(each));
        for (String needed : List.of("pass", "fail"))
            if (results.stream().noneMatch(result -> result.expect().equals(needed)))
                throw new MalformedCheck(top, "there is no case that expects '%s'".formatted(needed));
        return results;
    }

    private CaseResult run(YamlMap test) {
        test.allow(WORDS);
        CompiledCheck compiled = type(test);
        String expect = test.text("expect").value();
        if (!EXPECTATIONS.contains(expect))
            throw new MalformedCheck(
                    test.place("expect"), "'%s' is none of %s".formatted(expect, String.join(", ", EXPECTATIONS)));
        Outcome outcome = outcome(test, compiled);
        String got = word(outcome);
        @Nullable
        String message = switch (outcome) {
            case Outcome.Fail(String told) -> told;
            case Outcome.Undetermined(var why) -> why.detail();
            default -> null;
        };
        // what the check cannot compute is a mistake in it, and not what an unread part makes of it
        boolean mistake = outcome instanceof Outcome.Undetermined(var why) && why.reason() == UnreadReason.CHECK_FAILED;
        boolean holds = got.equals(expect)
                && !mistake
                && test.maybeText("message")
                        .map(text -> text.value().equals(message))
                        .orElse(true);
        return new CaseResult(test.text("case").value(), test.place().line(), expect, got, message, holds);
    }

    /** Once more if it was stopped: the first evaluation of a fresh process is many times slower than the next. */
    private Outcome outcome(YamlMap test, CompiledCheck compiled) {
        Facts first = facts(test, compiled);
        Outcome outcome = first.within(() -> compiled.outcome(first));
        if (!first.stopped()) return outcome;
        Facts again = facts(test, compiled);
        return again.within(() -> compiled.outcome(again));
    }

    private CompiledCheck type(YamlMap test) {
        ResourceType<?> type = check.resourceTypes().getFirst();
        Optional<YamlMap.Text> named = test.maybeText("type");
        if (named.isPresent())
            type = ResourceTypes.named(named.get().value())
                    .filter(byType::containsKey)
                    .orElseThrow(() -> new MalformedCheck(
                            named.get().place(),
                            "the check does not judge a '%s'"
                                    .formatted(named.get().value())));
        CompiledCheck compiled = byType.get(type);
        if (compiled == null) throw new IllegalStateException("check %s without %s".formatted(check.id(), type));
        return compiled;
    }

    private Facts facts(YamlMap test, CompiledCheck compiled) {
        test.require("resource");
        ResourceType<?> type = check.resourceTypes().stream()
                .filter(each -> byType.get(each) == compiled)
                .findFirst()
                .orElseThrow();
        try {
            return new Facts(
                    test.maybeText("name").map(YamlMap.Text::value).orElse("unnamed"),
                    Binding.exactly(
                            Shapes.of(type.document()),
                            test.map("resource").map(YamlMap::json).orElse(Map.of())),
                    Binding.exactly(compiled.params(), check.params()),
                    CompiledChecks.declared(
                            test.map("declared").map(YamlMap::json).orElse(Map.of())),
                    test.maybeText("now")
                            .map(text -> Instant.parse(text.value()))
                            .orElse(NOW),
                    compiled.let(),
                    Optional.of(new Allowance()));
        } catch (IllegalArgumentException | InvalidPack wrong) {
            throw new MalformedCheck(test.place("resource"), String.valueOf(wrong.getMessage()));
        } catch (DateTimeException noTime) {
            throw new MalformedCheck(test.place("now"), "'now' is no time such as 2026-01-31T12:00:00Z");
        }
    }

    private static String word(Outcome outcome) {
        String name = outcome.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
