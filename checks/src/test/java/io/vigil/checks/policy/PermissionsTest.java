package io.vigil.checks.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionsTest {
    private static final String USER = "arn:aws:iam::111122223333:user/teams/ida";
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyKnownWayIsFoundByItsOwnActionsAndByNoneLess() {
        for (EscalationPath path : EscalationPath.ALL) {
            // Given
            List<String> actions =
                    path.steps().stream().map(EscalationPath.Step::action).toList();

            // When, Then
            assertThat(of(allow(actions)).escalations()).as(path.name()).contains(path.toString());
            for (String left : actions) {
                List<String> others =
                        actions.stream().filter(each -> !each.equals(left)).toList();
                if (!others.isEmpty())
                    assertThat(of(allow(others)).escalations())
                            .as("%s without %s", path.name(), left)
                            .doesNotContain(path.toString());
            }
        }
    }

    @Test
    void noTwoWaysHaveTheSameName() {
        assertThat(EscalationPath.ALL).extracting(EscalationPath::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'iam:CreateP*','Resource':'*'",
                "'Action':'IAM:createpolicyversion','Resource':'*'",
                "'Action':'iam:CreatePolicy?ersion','Resource':'arn:aws:iam::111122223333:policy/*'",
                "'Action':'iam:CreatePolicyVersion','Resource':['arn:aws:iam::111122223333:policy/app','arn:aws:iam::*:policy/*']",
                "'NotAction':['s3:*'],'Resource':'arn:aws:iam::*:policy/*'",
                "'Action':'iam:CreatePolicyVersion','NotResource':'arn:aws:iam::111122223333:policy/locked'",
                "'Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'Bool':{'aws:MultiFactorAuthPresent':'true'}}",
                "'Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}",
                "'Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'StringEqualsIfExists':{'aws:ResourceTag/team':'a'}}",
                "'Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'StringNotEquals':{'aws:ResourceTag/team':'a'}}",
                "'Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'StringLike':{'aws:ResourceTag/team':'*'}}",
                "'Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:user/teams/*'}}",
            })
    void rewritingAnyPolicyIsAWay(String grant) {
        assertThat(of(statement("Allow", grant)).escalations()).contains("rewrite a policy (iam:CreatePolicyVersion)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'iam:CreatePolicy','Resource':'*'",
                "'Action':'iam:CreatePolicyVersion','Resource':'arn:aws:iam::111122223333:policy/app-*'",
                "'Action':'iam:CreatePolicyVersion','Resource':'arn:aws:iam::999999999999:policy/*'",
                "'Action':'iam:CreatePolicyVersion','Resource':'arn:aws:iam::111122223333:role/*'",
                "'Action':'iam:CreatePolicyVersion','NotResource':'*'",
                "'NotAction':'iam:*','Resource':'*'",
                "'NotAction':'*','Resource':'*'",
                "'Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/team':'a'}}",
                "'Action':'iam:CreatePolicyVersion','Resource':'*','Condition':{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/x'}}",
            })
    void narrowGrantsAreNone(String grant) {
        assertThat(of(statement("Allow", grant)).escalations())
                .doesNotContain("rewrite a policy (iam:CreatePolicyVersion)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'*','Resource':'*'",
                "'Action':'iam:*Version','Resource':'arn:aws:iam::*:policy/*'",
                "'NotAction':'s3:*','Resource':'*'",
                "'Action':'iam:*','Resource':'*','Condition':{'StringNotEquals':{'iam:PermissionsBoundary':'arn:aws:iam::1:policy/b'}}",
                "'Action':'iam:*','Resource':'*','Condition':{'ArnNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/admin'}}",
            })
    void aDenialThatCannotBeEscapedTakesTheGrantBack(String refusal) {
        assertThat(of(allow(List.of("iam:CreatePolicyVersion")), statement("Deny", refusal))
                        .escalations())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Action':'iam:CreatePolicy','Resource':'*'",
                "'Action':'*','Resource':'arn:aws:iam::111122223333:policy/locked'",
                "'Action':'*','NotResource':'arn:aws:iam::*:policy/*'",
                "'Action':'*','Resource':'*','Condition':{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}}",
                "'Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'}}",
                "'Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceTag/team':'a'}}",
                "'Action':'*','Resource':'*','Condition':{'ArnEquals':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/x'}}",
            })
    void aDenialThatCanBeEscapedDoesNot(String refusal) {
        assertThat(of(allow(List.of("iam:CreatePolicyVersion")), statement("Deny", refusal))
                        .escalations())
                .isNotEmpty();
    }

    @Test
    void passingARoleCountsForTheServiceThatItMayBePassedTo() {
        // Given
        String pass = "'Action':'iam:PassRole','Resource':'*','Condition':{'%s':{'iam:PassedToService':%s}}";
        String run = allow(List.of("ec2:RunInstances", "glue:CreateDevEndpoint"));

        // When, Then
        assertThat(of(run, statement("Allow", pass.formatted("StringLike", "'e*.amazonaws.com'")))
                        .escalations())
                .containsExactly("start an instance (iam:PassRole, ec2:RunInstances)");
        assertThat(of(run, statement("Allow", pass.formatted("StringEqualsIfExists", "['glue.amazonaws.com']")))
                        .escalations())
                .containsExactly("open a Glue endpoint (iam:PassRole, glue:CreateDevEndpoint)");
        assertThat(of(run, statement("Allow", pass.formatted("StringNotEquals", "'ec2.amazonaws.com'")))
                        .escalations())
                .containsExactly("open a Glue endpoint (iam:PassRole, glue:CreateDevEndpoint)");
        assertThat(of(
                                run,
                                allow(List.of("iam:PassRole")),
                                statement("Deny", pass.formatted("StringNotEquals", "'glue.amazonaws.com'")))
                        .escalations())
                .containsExactly("open a Glue endpoint (iam:PassRole, glue:CreateDevEndpoint)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringEquals': {'aws:RequestTag/team': 'web'}}",
                "{'StringEquals': {'ec2:InstanceType': ['t3.micro', 't3.small']}}",
                "{'ForAnyValue:StringEquals': {'aws:TagKeys': 'team'}}",
                "{'Bool': {'ec2:EbsOptimized': 'true'}}"
            })
    void whoMakesAThingChoosesWhatItIsLike(String condition) {
        // Given
        String run = "'Action': ['iam:PassRole', 'ec2:RunInstances'], 'Resource': '*'";
        String pass = statement("Allow", "'Action': 'iam:PassRole', 'Resource': '*'");

        // When, Then
        assertThat(of(
                                pass,
                                statement(
                                        "Allow",
                                        "'Action': 'ec2:RunInstances', 'Resource': '*', 'Condition': " + condition))
                        .escalations())
                .hasSize(1);
        assertThat(of(
                                statement("Allow", run),
                                statement(
                                        "Deny",
                                        "'Action': 'ec2:RunInstances', 'Resource': '*', 'Condition': "
                                                + condition.replace("StringEquals", "StringNotEquals")))
                        .escalations())
                .hasSize(1);
    }

    @Test
    void whoMakesAThingDoesNotChooseItsRole() {
        // Given
        String pass = statement("Allow", "'Action': 'iam:PassRole', 'Resource': '*'");
        String run = "'Action': 'ec2:RunInstances', 'Resource': '*', 'Condition': {'ArnEquals': {'ec2:InstanceProfile':"
                + " 'arn:aws:iam::111122223333:instance-profile/app'}}";

        // When, Then
        assertThat(of(pass, statement("Allow", run)).escalations()).isEmpty();
    }

    @Test
    void aGrantInOneRegionCountsAndARefusalInOneDoesNot() {
        // Given
        String grant =
                "'Action':'lambda:UpdateFunctionCode','Resource':'arn:aws:lambda:eu-central-1:111122223333:function:*'";
        String all = "'Action':'lambda:UpdateFunctionCode','Resource':'*'";

        // When, Then
        assertThat(of(statement("Allow", grant)).escalations()).hasSize(1);
        assertThat(of(statement("Allow", all), statement("Deny", grant)).escalations())
                .hasSize(1);
    }

    @Test
    void aBoundaryMustAllowToo() {
        // Given
        HeldPolicy grant = policy("grant", statement("Allow", "'Action':'*','Resource':'*'"));
        HeldPolicy s3 = policy("s3", statement("Allow", "'Action':'s3:*','Resource':'*'"));
        HeldPolicy allButIam = policy(
                "all but iam",
                statement("Allow", "'Action':'*','Resource':'*'"),
                statement("Deny", "'Action':'iam:*','Resource':'*'"));

        // When, Then
        assertThat(bounded(grant, s3).admin(false)).isEmpty();
        assertThat(bounded(grant, s3).allowsSomewhere("s3:GetObject")).isTrue();
        assertThat(bounded(grant, s3).allowsSomewhere("ec2:RunInstances")).isFalse();
        assertThat(bounded(grant, allButIam).admin(false)).isEmpty();
        assertThat(bounded(grant, grant).admin(false)).containsExactly("grant");
    }

    @Test
    void aRoleThatMayDoEverythingIsReachedByItsNameToo() {
        // Given
        AdminRole admin = new AdminRole("arn:aws:iam::111122223333:role/ops", List.of("lambda.amazonaws.com"));
        String run = allow(List.of("lambda:CreateFunction", "lambda:InvokeFunction", "ec2:RunInstances"));
        String pass = statement("Allow", "'Action':'iam:PassRole','Resource':'arn:aws:iam::111122223333:role/%s'");
        String open = statement(
                "Allow", "'Action':'iam:UpdateAssumeRolePolicy','Resource':'arn:aws:iam::111122223333:role/ops'");

        // When, Then
        assertThat(beside(admin, run, pass.formatted("ops")).escalations())
                .containsExactly("run a function (iam:PassRole, lambda:CreateFunction, lambda:InvokeFunction)");
        assertThat(beside(admin, run, pass.formatted("app")).escalations()).isEmpty();
        assertThat(beside(admin, open).escalations())
                .containsExactly("open a role for oneself (iam:UpdateAssumeRolePolicy)");
    }

    @Test
    void namesThePoliciesThatGrantTogether() {
        // Given
        Permissions permissions = Permissions.of(new Access(
                USER,
                List.of(policy("own", allow(List.of("kms:Decrypt")))),
                List.of(policy("dev/Keys", allow(List.of("kms:Put*"))), policy("other", allow(List.of("s3:*")))),
                Optional.empty(),
                List.of()));
        List<String> wanted = List.of("kms:Decrypt", "kms:PutKeyPolicy");

        // When, Then
        assertThat(permissions.granting(wanted, /* ownOnly */ false)).isEqualTo(Set.of("own", "dev/Keys"));
        assertThat(permissions.granting(wanted, /* ownOnly */ true)).isEmpty();
        assertThat(permissions.granting(List.of("kms:Decrypt"), /* ownOnly */ true))
                .containsExactly("own");
    }

    @Test
    void readsOtherPartitions() {
        // Given
        Permissions china = Permissions.of(new Access(
                "arn:aws-cn:iam::111122223333:role/r",
                List.of(policy(
                        "p", statement("Allow", "'Action':'iam:PutRolePolicy','Resource':'arn:aws-cn:iam::*:role/*'"))),
                List.of(),
                Optional.empty(),
                List.of()));

        // When, Then
        assertThat(china.escalations()).containsExactly("write a policy into a role (iam:PutRolePolicy)");
    }

    @Test
    void saysWhichPolicyIsNone() {
        Access broken =
                new Access(USER, List.of(new HeldPolicy("broken", Map.of())), List.of(), Optional.empty(), List.of());
        assertThatThrownBy(() -> Permissions.of(broken)).hasMessageContaining("policy broken: it has no Statement");
    }

    @Test
    void starsAndQuestionMarksAreTheOnlyWildcards() {
        assertThat(Wildcard.matches("a*c?", "abbbcd")).isTrue();
        assertThat(Wildcard.matches("*", "")).isTrue();
        assertThat(Wildcard.matches("a*b*c", "aXbYbZc")).isTrue();
        assertThat(Wildcard.matches("a.c", "abc")).isFalse();
        assertThat(Wildcard.matches("a?", "a")).isFalse();
        assertThat(Wildcard.matches("*a", "ab")).isFalse();
    }

    private static Permissions of(String... statements) {
        return Permissions.of(
                new Access(USER, List.of(policy("p", statements)), List.of(), Optional.empty(), List.of()));
    }

    private static Permissions beside(AdminRole admin, String... statements) {
        return Permissions.of(
                new Access(USER, List.of(policy("p", statements)), List.of(), Optional.empty(), List.of(admin)));
    }

    private static Permissions bounded(HeldPolicy grant, HeldPolicy boundary) {
        return Permissions.of(new Access(USER, List.of(grant), List.of(), Optional.of(boundary), List.of()));
    }

    private static HeldPolicy policy(String name, String... statements) {
        try {
            return new HeldPolicy(
                    name, JSON.readValue("{\"Statement\":[%s]}".formatted(String.join(",", statements)), Map.class));
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static String allow(List<String> actions) {
        return statement("Allow", "'Action':['%s'],'Resource':'*'".formatted(String.join("','", actions)));
    }

    private static String statement(String effect, String rest) {
        return "{'Effect':'%s',%s}".formatted(effect, rest).replace('\'', '"');
    }
}
