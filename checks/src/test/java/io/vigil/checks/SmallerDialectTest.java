package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.contracts.CheckId;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tenant's own check may not say, refused when it is compiled, and where the refusal points. */
class SmallerDialectTest {
    private static final CheckId ID = new CheckId("own-0123456789-thing-good");
    private static final String TAIL = """
            message: "{resource.VpcId} is bad."
            """;
    private static final String HEAD = """
            title: Things are good
            severity: high
            resource: aws.ec2.vpc
            """;

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            resource.Tags.map(t, t.Key).size() > 0               ; line 1 column 18 ; 'map' is not for own checks
            resource.Tags.map(t, true, t.Key).size() > 0         ; line 1 column 18 ; 'map' is not for own checks
            resource.VpcId + "x" == "x"                          ; line 1 column 16 ; '+' is for numbers and times
            ("a" + "b").size() > 0                               ; line 1 column 6  ; '+' is for numbers and times
            ([1] + [2]).size() > 0                               ; line 1 column 6  ; '+' is for numbers and times
            (b"a" + b"b").size() > 0                             ; line 1 column 7  ; '+' is for numbers and times
            size(dyn("a") + dyn("b")) > 0                        ; line 1 column 15 ; '+' is for numbers and times
            "a".replace("a", "aa") == "aa"                       ; line 1 column 12 ; 'replace' is not for own checks
            ["a"].join(",") == "a"                               ; line 1 column 11 ; 'join' is not for own checks
            "%s".format(["a"]) == "a"                            ; line 1 column 12 ; 'format' is not for own checks
            lists.range(9).size() > 0                            ; line 1 column 12 ; 'range' is not for own checks
            "a,b".split(",").size() > 0                          ; line 1 column 12 ; 'split' is not for own checks
            optional.of(1).optMap(x, x).hasValue()               ; line 1 column 22 ; 'optMap' is not for own checks
            optional.of(1).optFlatMap(x, optional.of(x)).hasValue(); line 1 column 26 ; 'optFlatMap' is not for own checks
            {"a": 1}.size() > 0                                  ; line 1 column 1  ; a map cannot be made
            [[1], [2]].size() > 0                                ; line 1 column 2  ; plain values only
            [resource.Tags].size() > 0                           ; line 1 column 10 ; plain values only
            [dyn(1)].size() > 0                                  ; line 1 column 5  ; plain values only
            resource.VpcId.matches(resource.VpcId)               ; line 1 column 32 ; must be written out
            matches(resource.VpcId, resource.VpcId)              ; line 1 column 33 ; must be written out
            resource.VpcId.matches("((a{100}){100}){100}")       ; line 1 column 24 ; repeats its parts
            resource.VpcId.matches("(a{0,1000}){0,1000}")        ; line 1 column 24 ; repeats its parts
            resource.VpcId.matches("a{99999999999999999999}")    ; line 1 column 24 ; repeats its parts
            resource.VpcId.matches("(a")                         ; line 1 column 24 ; no pattern
            events.pickedBy("a", "b")                            ; line 1 column 16 ; 'events.pickedBy' is not for own checks
            policy.admin(resource).size() == 0                   ; line 1 column 13 ; 'policy.admin' is not for own checks
            [1].all(a, [1].all(b, [1].all(c, [1].all(d, true)))) ; line 1 column 41 ; nested 3 deep at most
            [1].filter(a, [1].exists(b, [1].exists_one(c, [1].filter(d, true) == []))).size() > 0 ; line 1 column 57 ; nested 3 deep
            resource.nothing                                     ; line 1 column 9  ; undefined field 'nothing'
            resource.flowLogs.size() >                           ; line 1 column    ; mismatched input
            """)
    void refusesWhatCouldGrowAndSaysWhere(String pass, String place, String problem) {
        assertRefused("pass: '" + pass.replace("'", "''") + "'\n")
                .hasMessageStartingWith("check.yaml:4:7: pass, " + place)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "resource.Tags.filter(t, t.Key == 'owner').size() == 1",
                "resource.Tags.exists(t, t.Key.matches('^(owner|team)$') && t.Value != '')",
                "resource.Tags.exists_one(t, t.Key.contains('own') || t.Key.startsWith('x'))",
                "resource.flowLogs.all(a, [1].all(b, [2].all(c, a.TrafficType == 'ALL' && b + c == 3)))",
                "resource.VpcId in ['vpc-1', 'vpc-2'] && resource.?CidrBlock.orValue('') != ''",
                "now + duration('1h') > now && 1 + 1 == 2 && 1.5 + 1.5 == 3.0",
                "cidr.coversInternet([resource.CidrBlock]) || ports.cover(1, 2, [2])",
                "dates.day(now) != '' && string(1) == '1' && size('ä') == 1"
            })
    void compilesWhatAUsefulCheckSays(String pass) {
        assertThatCode(() -> compile(HEAD + "pass: \"" + pass + "\"\n" + TAIL)).doesNotThrowAnyException();
    }

    @Test
    void refusesTheSameInFactsConditionsAndMessages() {
        assertRefused("let: {all: \"resource.Tags.map(t, t)\"}\npass: \"true\"\n")
                .hasMessageStartingWith("check.yaml:4:12: let all, line 1 column 18");
        assertRefused("when: \"'a' + 'b' == 'c'\"\npass: \"true\"\n").hasMessageStartingWith("check.yaml:4:7: when, ");
        assertThatThrownBy(() -> compile(HEAD + "pass: \"true\"\nmessage: \"{resource.Tags.map(t, t.Key)}\"\n"))
                .isInstanceOf(MalformedCheck.class)
                .hasMessageContaining("message, line 1 column 18 of the expression: 'map' is not for own checks");
    }

    @Test
    void refusesWhatIsTooLong() {
        String longest = "'" + "x".repeat(3_989) + "' != 'y'";
        assertThat(longest).hasSize(3_998);
        assertThatCode(() -> compile(HEAD + "pass: \"" + longest + "  \"\n" + TAIL))
                .doesNotThrowAnyException();
        assertRefused("pass: \"" + longest + "   \"\n").hasMessageContaining("pass has 4001 characters");
        assertRefused("pass: \"true\"\n" + "# padding\n".repeat(1_700)).hasMessageContaining("16000 at most");
        assertRefused("pass: \"true\"\nlet: {"
                        + IntStream.rangeClosed(1, 21)
                                .mapToObj(i -> "f" + i + ": '1'")
                                .collect(Collectors.joining(", "))
                        + "}\n")
                .hasMessageContaining("'let' may have 20 entries");
        assertRefused("pass: \"resource.VpcId.matches('" + "a".repeat(257) + "')\"\n")
                .hasMessageContaining("a pattern may have 256 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "[", "!", "-", "{", "true ? true : ", "1 + ", "true && (", "resource.", "[1].all(a, "})
    void refusesWhatIsNestedOrRepeatedWithoutEnd(String piece) {
        String wild = piece.repeat(3_900 / piece.length());
        assertRefused("pass: '" + wild + "1'\n").hasMessageContaining("pass");
    }

    @Test
    void refusesYamlThatWritesOutToMoreThanItIs() {
        StringBuilder bomb = new StringBuilder("params: {a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]");
        for (char letter = 'b'; letter < 'z'; letter++)
            bomb.append(", %c: &%c [*%c, *%c, *%c, *%c]"
                    .formatted(letter, letter, (char) (letter - 1), (char) (letter - 1), (char) (letter - 1), (char)
                            (letter - 1)));
        assertRefused("pass: \"true\"\n" + bomb + "}\n").hasMessageContaining("aliases");
        assertRefused("pass: &p \"true\"\nwhen: *p\n").hasMessageContaining("anchors and aliases");
        assertRefused("pass: \"true\"\nparams: {a: " + "[".repeat(500) + "1" + "]".repeat(500) + "}\n")
                .hasMessageContaining("no YAML");
        assertRefused("pass: \"true\"\npass: \"false\"\n").hasMessageContaining("'pass' stands here twice");
        assertRefused("pass: \"true\"\n---\npass: \"true\"\n").hasMessageContaining("no YAML");
        assertRefused("pass: \"true\"\nrisk: !!javax.script.ScriptEngineManager [x]\n")
                .hasMessageContaining("Global tag is not allowed");
    }

    @Test
    void refusesATitleThatPosesAsSomethingElse() {
        assertThatThrownBy(() ->
                        compile(HEAD.replace("Things are good", "\"Good\\u202Edoog\"") + "pass: \"true\"\n" + TAIL))
                .isInstanceOf(MalformedCheck.class)
                .hasMessageContaining("one line of printable characters");
        assertRefused("pass: \"true\"\nreferences: [\"https://a b\"]\n").hasMessageContaining("is no https address");
        assertRefused("pass: \"true\"\nreferences: [\"javascript:alert(1)\"]\n")
                .hasMessageContaining("is no https address");
    }

    @Test
    void tellsTheLineAndColumnApart() {
        assertThatThrownBy(() -> compile(HEAD + "pass: |\n  true &&\n  resource.nothing\n" + TAIL))
                .isInstanceOfSatisfying(MalformedCheck.class, wrong -> {
                    assertThat(wrong.line()).isEqualTo(4);
                    assertThat(wrong.column()).isEqualTo(7);
                    assertThat(wrong.problem())
                            .isEqualTo("pass, line 2 column 9 of the expression: undefined field 'nothing'");
                });
    }

    @Test
    void noCheckOfTheCatalogueIsCalledLikeAnOwnOne() {
        assertThat(CheckCatalogue.load().checks()).noneMatch(check -> io.vigil.contracts.OwnCheck.isOwn(check.id()));
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(String middle) {
        return assertThatThrownBy(() -> compile(HEAD + middle + TAIL)).isInstanceOf(MalformedCheck.class);
    }

    private static OwnCheckProgram compile(String text) {
        return OwnCheckProgram.compile(ID, text);
    }
}
