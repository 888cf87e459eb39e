package io.vigil.checks.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.policy.Trustee.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
    private static final String OWN = "111122223333";
    private static final String GITHUB =
            "'Principal':{'Federated':'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'},'Action':'sts:AssumeRoleWithWebIdentity'";
    private static final String COGNITO =
            "'Principal':{'Federated':'cognito-identity.amazonaws.com'},'Action':'sts:AssumeRoleWithWebIdentity'";
    private static final String VENDOR =
            "'Principal':{'AWS':'arn:aws:iam::999988887777:root'},'Action':'sts:AssumeRole'";

    @Test
    void tellsWhoIsLetIn() {
        // When
        List<Trustee> trustees = trustees("""
                'Action':'sts:*','Principal':{
                  'AWS':['arn:aws:iam::111122223333:root','999988887777','arn:aws:sts::999988887777:assumed-role/r/s','AROAEXAMPLE'],
                  'Service':['ec2.amazonaws.com','ecs-tasks.amazonaws.com'],
                  'Federated':['arn:aws:iam::111122223333:saml-provider/corp','accounts.google.com']}""");

        // Then
        assertThat(trustees)
                .extracting(Trustee::kind)
                .containsExactly(
                        Kind.OWN_ACCOUNT,
                        Kind.ACCOUNT,
                        Kind.ACCOUNT,
                        Kind.OWN_ACCOUNT,
                        Kind.SERVICE,
                        Kind.SERVICE,
                        Kind.SAML,
                        Kind.WEB_IDENTITY);
        assertThat(trustees.get(1).account()).isEqualTo("999988887777");
        assertThat(trustees.get(2).account()).isEqualTo("999988887777");
        assertThat(trustees.get(0).account()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':'*','Action':'sts:AssumeRole'",
                "'Principal':{'AWS':'*'},'Action':'*'",
                "'Principal':{'AWS':['*','arn:aws:iam::111122223333:root']},'NotAction':'sts:TagSession'",
                "'NotPrincipal':{'AWS':'arn:aws:iam::111122223333:root'},'Action':'sts:Assume*'",
            })
    void knowsEveryone(String statement) {
        assertThat(trustees(statement)).extracting(Trustee::kind).containsExactly(Kind.EVERYONE);
    }

    @Test
    void passesOverStatementsThatLetNobodyAssume() {
        assertThat(trustees("'Principal':'*','Action':['sts:TagSession','sts:SetSourceIdentity']"))
                .isEmpty();
        assertThat(TrustPolicy.facts(
                                "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}",
                                OWN)
                        .trustees())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'StringEquals':{'aws:SourceAccount':'111122223333'} | true",
                "'ArnLike':{'aws:SourceArn':'arn:aws:states:eu-central-1:111122223333:stateMachine:*'} | true",
                "'ArnLike':{'aws:SourceArn':'arn:aws:s3:::shop'} | false",
                "'ArnLike':{'aws:SourceArn':'arn:aws:s3:::shop'},'StringEquals':{'aws:SourceAccount':'111122223333'} | true"
            })
    void aBucketDoesNotSayOnWhoseBehalf(String condition, boolean restricted) {
        assertThat(trustees(
                        "'Principal':{'Service':'batchoperations.s3.amazonaws.com'},'Action':'sts:AssumeRole','Condition':{%s}"
                                .formatted(condition)))
                .extracting(Trustee::restricted)
                .containsExactly(restricted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals':{'sts:ExternalId':'abc'}",
                "'StringEquals':{'STS:ExternalID':['abc','def']}",
                "'StringLike':{'sts:ExternalId':'abc'}",
            })
    void seesAnExternalId(String condition) {
        assertThat(trustees(VENDOR + ",'Condition':{%s}".formatted(condition)))
                .extracting(Trustee::externalId)
                .containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringLike':{'sts:ExternalId':'*'}",
                "'StringLike':{'sts:ExternalId':'abc-*'}",
                "'StringEqualsIfExists':{'sts:ExternalId':'abc'}",
                "'StringNotEquals':{'sts:ExternalId':'abc'}",
                "'Null':{'sts:ExternalId':'false'}",
                "'ForAllValues:StringEquals':{'sts:ExternalId':'abc'}",
                "'Bool':{'aws:MultiFactorAuthPresent':'true'}",
            })
    void takesNothingElseForOne(String condition) {
        assertThat(trustees(VENDOR + ",'Condition':{%s}".formatted(condition)))
                .extracting(Trustee::externalId)
                .containsExactly(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals':{'token.actions.githubusercontent.com:sub':'repo:acme/shop:ref:refs/heads/main'}",
                "'StringLike':{'token.actions.githubusercontent.com:sub':['repo:acme/*','repo:acme-labs/shop:*']}",
                "'ForAnyValue:StringLike':{'token.actions.githubusercontent.com:sub':'repo:acme/*'}",
                "'StringEquals':{'token.actions.githubusercontent.com:repository':'acme/shop'}",
            })
    void seesASubject(String condition) {
        assertThat(trustees(GITHUB + ",'Condition':{%s}".formatted(condition)))
                .extracting(Trustee::subjectBound)
                .containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals':{'token.actions.githubusercontent.com:aud':'sts.amazonaws.com'}",
                "'StringLike':{'token.actions.githubusercontent.com:sub':'*'}",
                "'StringLike':{'token.actions.githubusercontent.com:sub':'repo:*'}",
                "'StringLike':{'token.actions.githubusercontent.com:sub':['repo:acme/shop:*','repo:*/shop:*']}",
                "'StringLikeIfExists':{'token.actions.githubusercontent.com:sub':'repo:acme/*'}",
                "'ForAllValues:StringLike':{'token.actions.githubusercontent.com:sub':'repo:acme/*'}",
            })
    void takesNothingWideForOne(String condition) {
        assertThat(trustees(GITHUB + ",'Condition':{%s}".formatted(condition)))
                .extracting(Trustee::subjectBound)
                .containsExactly(false);
    }

    @Test
    void anIdentityPoolIsBoundByItsIdAlone() {
        String pool = ",'Condition':{'StringEquals':{'cognito-identity.amazonaws.com:aud':'eu-central-1:1234'}}";
        assertThat(trustees(COGNITO + pool)).extracting(Trustee::subjectBound).containsExactly(true);
        assertThat(trustees(COGNITO)).extracting(Trustee::subjectBound).containsExactly(false);
    }

    @Test
    void sourceAndOrganizationRestrict() {
        String service = "'Principal':{'Service':'states.amazonaws.com'},'Action':'sts:AssumeRole'";
        assertThat(trustees(service)).extracting(Trustee::restricted).containsExactly(false);
        assertThat(trustees(service + ",'Condition':{'StringEquals':{'aws:SourceAccount':'111122223333'}}"))
                .extracting(Trustee::restricted)
                .containsExactly(true);
        assertThat(trustees(service + ",'Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:states:*:*:stateMachine:x'}}"))
                .extracting(Trustee::restricted)
                .containsExactly(false);
        assertThat(trustees(VENDOR + ",'Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}"))
                .extracting(Trustee::restricted)
                .containsExactly(true);
    }

    private static List<Trustee> trustees(String statement) {
        return TrustPolicy.facts(
                        "{'Statement':[{'Effect':'Allow',%s}]}"
                                .formatted(statement)
                                .replace('\'', '"'),
                        OWN)
                .trustees();
    }
}
