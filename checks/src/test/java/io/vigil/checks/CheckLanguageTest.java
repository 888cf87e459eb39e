package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused when a check is read or compiled, and where the message points. */
class CheckLanguageTest {
    private static final String PATH = "checks/aws/network/ec2/ec2-thing-good.yaml";
    private static final String HEAD = """
            title: Things are good
            severity: high
            owner: customer
            resource: aws.ec2.vpc
            """;
    private static final String TAIL = """
            message: "{resource.VpcId} is bad."
            risk: It is bad.
            remediation: Make it good.
            references: [https://docs.aws.amazon.com/]
            """;

    @Test
    void pointsToTheFileAndTheExpressionWhenAMemberIsMisspelt() {
        assertRefused("pass: resource.flowLogs.all(log, log.FlowLogStatuss == \"ACTIVE\")\n")
                .hasMessage(PATH + ":5:7: pass, line 1 column 31 of the expression: undefined field 'FlowLogStatuss'");
    }

    @Test
    void countsTheLinesOfALongExpression() {
        assertRefused("pass: |\n  resource.flowLogs.size() > 0\n    && resource.nothing\n")
                .hasMessageStartingWith(PATH + ":5:7: pass, line 2 column ")
                .hasMessageEndingWith("undefined field 'nothing'");
    }

    @Test
    void pointsToTheMisspeltWordOfTheFile() {
        assertRefused("pass: \"true\"\nwhenn: \"true\"\n").hasMessageStartingWith(PATH + ":6:1: unknown word 'whenn'");
    }

    @Test
    void namesTheMissingWord() {
        assertRefused("").hasMessage(PATH + ":1:1: the word 'pass' is missing");
    }

    @Test
    void refusesAWordTwice() {
        assertRefused("pass: \"true\"\npass: \"false\"\n").hasMessage(PATH + ":6:1: 'pass' stands here twice");
    }

    @Test
    void pointsIntoBrokenYaml() {
        assertRefused("pass: [\n").hasMessageStartingWith(PATH + ":").hasMessageContaining("no YAML");
    }

    @Test
    void refusesAnEnumValueThatAwsDoesNotKnow() {
        assertRefused("pass: resource.flowLogs.exists(log, log.TrafficType == \"EVERYTHING\")\n")
                .hasMessageContaining("'EVERYTHING' is no value of TrafficType; AWS knows [ACCEPT, ALL, REJECT]");
        assertRefused("pass: resource.flowLogs.exists(log, log.?TrafficType.orValue(\"\") in [\"ALL\", \"all\"])\n")
                .hasMessageContaining("'all' is no value of TrafficType");
    }

    @Test
    void refusesToAskWhetherAComponentOfOursIsThere() {
        assertRefused("pass: has(resource.flowLogs)\n").hasMessageContaining("'flowLogs', a component of ours");
        assertRefused("pass: resource.?flowLogs.hasValue()\n").hasMessageContaining("'flowLogs', a component of ours");
    }

    @Test
    void refusesAConditionThatIsNoCondition() {
        assertRefused("pass: resource.VpcId\n").hasMessageContaining("pass must be true or false, it is string");
    }

    @Test
    void refusesAMemberThatMayHoldSecrets() {
        assertThatThrownBy(() -> compile(HEAD.replace("aws.ec2.vpc", "aws.lambda.function")
                        + "pass: has(resource.Environment)\n" + TAIL.replace("VpcId", "FunctionName")))
                .isInstanceOf(MalformedCheck.class)
                .hasMessageContaining("undefined field 'Environment'");
    }

    @Test
    void refusesAFactNamedLikeSomethingElse() {
        assertRefused("let: {resource: \"1\"}\npass: \"true\"\n")
                .hasMessageStartingWith(PATH + ":5:7:")
                .hasMessageContaining("'resource' cannot be the name of a fact");
    }

    @Test
    void refusesAMessageThatIsNotClosed() {
        assertThatThrownBy(() -> compile(HEAD + "pass: \"true\"\n" + TAIL.replace("VpcId}", "VpcId")))
                .isInstanceOf(MalformedCheck.class)
                .hasMessageContaining("message: '{' is not closed");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(String middle) {
        return assertThatThrownBy(() -> compile(HEAD + middle + TAIL)).isInstanceOf(MalformedCheck.class);
    }

    private static void compile(String text) {
        CheckSource source = CheckSource.read(PATH, text);
        List<ResourceType<?>> types = source.check().resourceTypes();
        assertThat(types).isNotEmpty();
        types.forEach(type -> CompiledCheck.compile(source, type));
    }
}
