package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Fix.Kind;
import io.vigil.checks.Shape.ListOf;
import io.vigil.checks.Shape.MapOf;
import io.vigil.checks.Shape.Member;
import io.vigil.checks.Shape.OptionalOf;
import io.vigil.checks.Shape.Scalar;
import io.vigil.checks.Shape.Struct;
import io.vigil.contracts.Severity;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The commands and code of every check: they compile, and no name of a stranger changes what they do. */
class CheckFixesTest {
    private static final CheckCatalogue CATALOGUE = CheckCatalogue.load();
    private static final Fixes FIXES = new Fixes(CATALOGUE);

    /** Ends quotes of all kinds, opens all kinds of substitution. */
    private static final String HOSTILE = "x' \" \\ $(id) `id` ${var.a} %{if} ; rm -rf / #\\";

    @TestFactory
    Stream<DynamicTest> keepTheirFormWhateverANameHolds() {
        return CATALOGUE.sources().stream()
                .filter(source -> !source.fixes().isEmpty())
                .flatMap(source -> source.check().resourceTypes().stream()
                        .map(type -> DynamicTest.dynamicTest(
                                source.check().id() + " on " + type.name(), () -> keepsItsForm(source, type))));
    }

    private static void keepsItsForm(CheckSource source, ResourceType<?> type) {
        // Given
        Map<String, Object> tame = document(Shapes.of(type.document()), "name", 0);
        Map<String, Object> wild = document(Shapes.of(type.document()), HOSTILE, 0);
        // When
        List<Fix> ofTame = FIXES.of(source.check().id(), target(type, "name", tame));
        List<Fix> ofWild = FIXES.of(source.check().id(), target(type, HOSTILE, wild));
        // Then
        assertThat(ofTame).hasSameSizeAs(source.fixes().values());
        for (int i = 0; i < ofTame.size(); i++) {
            wellFormed(ofTame.get(i));
            assertThat(form(ofWild.get(i))).isEqualTo(form(ofTame.get(i)));
        }
    }

    private static void wellFormed(Fix fix) {
        assertThat(fix.text().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(160));
        switch (fix.kind()) {
            case CLI -> assertThat(fix.text()).contains("aws ");
            case TERRAFORM -> assertThat(fix.text()).containsAnyOf("resource \"aws_", "data \"aws_");
            case CLOUDFORMATION -> assertThat(fix.text()).contains("Type: AWS::");
        }
    }

    /** What is left when every literal is taken for the same one. */
    private static Object form(Fix fix) {
        return switch (fix.kind()) {
            case CLI -> words(fix.text());
            case TERRAFORM -> tokens(fix.text());
            case CLOUDFORMATION -> shape(new Yaml().compose(new StringReader(fix.text())));
        };
    }

    /** A YAML tree with every scalar value as a dot. */
    private static String shape(Node node) {
        return switch (node) {
            case MappingNode map ->
                map.getValue().stream()
                        .map(entry -> ((ScalarNode) entry.getKeyNode()).getValue() + ":" + shape(entry.getValueNode()))
                        .collect(Collectors.joining(",", "{", "}"));
            case SequenceNode list ->
                list.getValue().stream().map(CheckFixesTest::shape).collect(Collectors.joining(",", "[", "]"));
            default -> ".";
        };
    }

    /** A shell's words, each literal in single quotes as a dot; fails if a quote is not closed. */
    private static List<String> words(String commands) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean single = false;
        boolean twice = false;
        for (int at = 0; at < commands.length(); at++) {
            char letter = commands.charAt(at);
            if (single) {
                if (letter == '\'') single = false;
            } else if (letter == '\'' && !twice) {
                single = true;
                if (!word.toString().endsWith("'")) word.append('\'');
            } else if (letter == '"') {
                twice = !twice;
                word.append(letter);
            } else if (letter == '\\') {
                at++;
                if (commands.charAt(at) != '\'') word.append(letter).append(commands.charAt(at));
            } else if (Character.isWhitespace(letter) && !twice) {
                words.add(word.toString());
                word.setLength(0);
            } else word.append(letter);
        }
        assertThat(single || twice).as(commands).isFalse();
        words.add(word.toString());
        return words;
    }

    /** HCL's text with every string as a dot; braces outside of strings are closed. */
    private static String tokens(String code) {
        StringBuilder tokens = new StringBuilder();
        boolean quoted = false;
        int depth = 0;
        for (int at = 0; at < code.length(); at++) {
            char letter = code.charAt(at);
            if (quoted) {
                if (letter == '\\') at++;
                else if (letter == '"') quoted = false;
                else if (letter == '$' && at + 1 < code.length() && code.charAt(at + 1) == '{')
                    assertThat(code.charAt(at - 1))
                            .as("interpolation in %s", code)
                            .isEqualTo('$');
            } else if (letter == '"') {
                quoted = true;
                tokens.append('.');
            } else {
                if ("{[(".indexOf(letter) >= 0) depth++;
                if ("}])".indexOf(letter) >= 0) depth--;
                tokens.append(letter);
            }
        }
        assertThat(quoted).as(code).isFalse();
        assertThat(depth).as(code).isZero();
        return tokens.toString();
    }

    private static Fix.Target target(ResourceType<?> type, String name, Map<String, Object> document) {
        return new Fix.Target(type.name(), name, "111122223333", "eu-central-1", document);
    }

    /** A document in which every text is the same one. */
    private static Map<String, Object> document(Struct struct, String text, int depth) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (Member member : struct.members().values())
            if (depth < 4) document.put(member.name(), value(member.shape(), text, depth + 1));
        return document;
    }

    private static Object value(Shape shape, String text, int depth) {
        return switch (shape) {
            case Struct struct -> document(struct, text, depth);
            case ListOf(Shape element) -> depth < 4 ? List.of(value(element, text, depth)) : List.of();
            case MapOf(Shape element) -> Map.of();
            case OptionalOf(Shape element) -> value(element, text, depth);
            case Scalar.TEXT -> text;
            case Scalar.TIME -> "2026-01-01T00:00:00Z";
            case Scalar.FLAG -> true;
            case Scalar.INTEGER -> 1L;
            case Scalar.DECIMAL -> 1.0;
            case Scalar.ANY -> Map.of();
        };
    }

    @Test
    void whatIsUrgentCanBeMendedByCommand() {
        long urgent =
                CATALOGUE.sources().stream().filter(CheckFixesTest::urgent).count();
        long told = CATALOGUE.sources().stream()
                .filter(CheckFixesTest::urgent)
                .filter(source -> source.fixes().containsKey(Kind.CLI))
                .count();
        assertThat(told).isGreaterThan(urgent * 6 / 10);
    }

    private static boolean urgent(CheckSource source) {
        return source.check().severity() == Severity.CRITICAL || source.check().severity() == Severity.HIGH;
    }
}
