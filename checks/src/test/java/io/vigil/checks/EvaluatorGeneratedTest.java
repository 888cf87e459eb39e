package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.runtime.CelEvaluationException;
import io.vigil.checks.Shape.ListOf;
import io.vigil.checks.Shape.Scalar;
import io.vigil.checks.Shape.Struct;
import io.vigil.checks.YamlMap.Text;
import io.vigil.checks.evaluate.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that nobody would write, by the library's interpreter and by our evaluator. */
class EvaluatorGeneratedTest {
    private static final long SEED = Long.getLong("vigil.seed", 20261123L);
    private static final int EXPRESSIONS = Boolean.getBoolean("vigil.full") ? 100_000 : 2_000;
    private static final int DOCUMENTS = 4;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ResourceType<?> TYPE = ResourceTypes.IAM_ROLE;
    private static final Struct PARAMS = Language.paramsStruct(Map.of(
            "number", Scalar.INTEGER,
            "ratio", Scalar.DECIMAL,
            "text", Scalar.TEXT,
            "flag", Scalar.FLAG,
            "texts", new ListOf(Scalar.TEXT),
            "numbers", new ListOf(Scalar.INTEGER)));
    private static final Map<String, Object> VALUES = Map.of(
            "number",
            3L,
            "ratio",
            2.0,
            "text",
            "a",
            "flag",
            true,
            "texts",
            List.of("a", "b", "ops", ""),
            "numbers",
            List.of(0L, 1L, 2L, 3L));
    private static final Map<String, Object> ROLE = Map.of(
            "RoleName",
            "ops",
            "Path",
            "/",
            "CreateDate",
            "2025-06-01T00:00:00Z",
            "MaxSessionDuration",
            3600,
            "attached",
            List.of("arn:aws:iam::aws:policy/ReadOnlyAccess"),
            "managementAccounts",
            List.of(),
            "trust",
            Map.of("trustees", List.of(Map.of("kind", "SERVICE", "who", "ec2.amazonaws.com", "restricted", true))),
            "access",
            Map.of(
                    "holder", "arn:aws:iam::111122223333:role/ops",
                    "own", List.of(Map.of("name", "inline", "document", policy("a")), Map.of("name", "b")),
                    "inherited", List.of(Map.of("name", "b", "document", policy("b"))),
                    "boundary", Map.of("name", "edge", "document", policy("c")),
                    "adminRoles", List.of()));

    private static Map<String, Object> policy(String id) {
        return Map.of(
                "Version",
                "2012-10-17",
                "Id",
                id,
                "Statement",
                List.of(Map.of("Effect", "Allow", "Sid", id, "Action", List.of("s3:*", 1, 2.5, true))));
    }

    /** Both programs of one expression. */
    private record Both(Program ours, Program library) {
        static Both of(String expression) {
            List<Program> library = new ArrayList<>();
            Program ours = Language.over(TYPE, PARAMS, Dialect.CATALOGUE, (tree, names) -> both(tree, names, library))
                    .compile("test", new Text(expression, new Place("test", 1, 1)))
                    .program();
            return new Both(ours, library.getFirst());
        }

        private static Program both(CelAbstractSyntaxTree tree, Names names, List<Program> library)
                throws CelEvaluationException {
            library.add(TwoEngines.LIBRARY.program(tree, names));
            return TwoEngines.OURS.program(tree, names);
        }
    }

    @Test
    void evaluatesWhatIsGeneratedAsTheLibraryDoes() {
        // Given
        Random random = new Random(SEED);
        Map<String, Integer> met = new TreeMap<>();
        int compiled = 0;

        for (int count = 0; count < EXPRESSIONS; count++) {
            String expression = new RandomExpression(random).next();
            Optional<Both> both = compile(expression);
            if (both.isEmpty()) continue;
            compiled++;
            for (int change = 0; change < DOCUMENTS; change++) {
                Map<String, Object> document = change == 0 ? ROLE : new ChangedDocument(random).of(TYPE, ROLE);

                // When
                String expected = told(both.get().library.eval(facts(document)));
                String actual = told(both.get().ours.eval(facts(document)));

                // Then
                assertThat(actual).as("%s, over %s", expression, document).isEqualTo(expected);
                met.merge(expected.substring(0, expected.indexOf(' ')), 1, Integer::sum);
            }
        }
        assertThat(compiled).isGreaterThan(EXPRESSIONS / 2);
        assertThat(met.keySet())
                .contains("failed:", "unread:", "Boolean:", "Long:", "Double:", "String:", "Instant:", "Duration:")
                .allSatisfy(kind -> assertThat(met.get(kind)).isPositive());
    }

    @Test
    void countsTheStepsOfLoopsAsTheLibraryDoes() {
        // Given
        List<Long> thousand = LongStream.range(0, 1_001).boxed().toList();
        Both both = Both.of("params.numbers.filter(a, params.numbers.exists(b, b < 0) || a >= 0).size() == 0");

        // When
        String actual = told(both.ours.eval(facts(ROLE, thousand)));

        // Then
        assertThat(actual).contains("Iteration budget exceeded: 1000000");
        assertThat(actual).isEqualTo(told(both.library.eval(facts(ROLE, thousand))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "optional.of(1).optMap(x, x + 1).value() == 2",
                "[?resource.?Description].size() == 1",
                "{?'a': resource.?Description}.size() == 1",
                "type(params.number) == int",
                "optional.ofNonZeroValue(params.number).hasValue()",
                "name.matches('(')"
            })
    void refusesWhatItDoesNotKnow(String expression) {
        assertThatThrownBy(() -> Both.of(expression))
                .isInstanceOf(MalformedCheck.class)
                .hasMessageContaining("of the expression: ");
    }

    private static Optional<Both> compile(String expression) {
        try {
            return Optional.of(Both.of(expression));
        } catch (MalformedCheck illTyped) {
            assertThat(illTyped).hasMessageNotContaining("the evaluator does not know");
            return Optional.empty();
        }
    }

    private static Facts facts(Map<String, Object> document) {
        return facts(document, List.of(0L, 1L, 2L, 3L));
    }

    private static Facts facts(Map<String, Object> document, List<Long> numbers) {
        Map<String, Object> values = new TreeMap<>(VALUES);
        values.put("numbers", numbers);
        return new Facts(
                "ops",
                Binding.of(Shapes.of(TYPE.document()), document),
                Binding.exactly(PARAMS, values),
                CompiledChecks.declared(Map.of()),
                NOW,
                Let.none(Names.given(PARAMS)));
    }

    /** Its kind and all that can be told of it. */
    private static String told(Object value) {
        if (value instanceof Failed failed)
            return NotRead.in(failed.cause())
                    .map(missing -> "unread: " + missing.why())
                    .orElseGet(() -> "failed: " + failed.text());
        return kind(value) + ": " + Evidence.beginning(value, /* chars */ 100_000);
    }

    private static String kind(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> "List";
            case Map<?, ?> map -> "Map";
            case null -> "null";
            default -> value.getClass().getSimpleName();
        };
    }
}
