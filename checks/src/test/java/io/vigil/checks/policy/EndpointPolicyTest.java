package io.vigil.checks.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointPolicyTest {
    private static final String OWN = "111122223333";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':'*','Resource':'*'",
                "'Principal':{'AWS':['*']},'Resource':'*'",
                "'NotPrincipal':{'AWS':'arn:aws:iam::444455556666:root'},'Resource':'*'",
                "'Principal':'*','Resource':'*','Condition':{'StringEquals':{'aws:SourceVpc':'vpc-1'}}",
                "'Principal':'*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}",
                "'Principal':'*','Resource':'*','Condition':{'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-1'}}",
                "'Principal':'*','Resource':'*','Condition':{'StringLike':{'aws:PrincipalOrgID':'*'}}",
                "'Principal':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:ResourceAccount':'111122223333'}}",
                "'Principal':'*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalTag/team':'shop'}}",
                "'Principal':'*','Resource':'arn:aws:s3:::shop-*'",
                "'Principal':'*','Resource':['arn:aws:s3:::shop-logs/*','arn:aws:s3:::*']",
                "'Principal':'*','Resource':'arn:aws:sqs:*:*:orders'",
                "'Principal':'*','NotResource':'arn:aws:s3:::shop-logs/*'",
            })
    void opensTheEndpoint(String statement) {
        assertThat(passage("'Effect':'Allow','Action':'*'," + statement)).isEqualTo(open("1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':{'AWS':'arn:aws:iam::111122223333:root'},'Resource':'*'",
                "'Principal':{'AWS':'111122223333'},'Resource':'*'",
                "'Principal':'*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalAccount':'111122223333'}}",
                "'Principal':'*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}",
                "'Principal':'*','Resource':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/*'}}",
                "'Principal':'*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceOrgID':'o-1'}}",
                "'Principal':'*','Resource':'*','Condition':{'StringEquals':{'s3:ResourceAccount':['111122223333']}}",
                "'Principal':'*','Resource':['arn:aws:s3:::shop-logs','arn:aws:s3:::shop-logs/*']",
                "'Principal':'*','Resource':'arn:aws:sqs:eu-central-1:111122223333:*'",
            })
    void staysWithinBounds(String statement) {
        assertThat(passage("'Effect':'Allow','Action':'*'," + statement)).isEqualTo(open());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':{'AWS':['arn:aws:iam::111122223333:root','arn:aws:iam::999988887777:user/x']},'Resource':'*'",
                "'Principal':'*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalAccount':['111122223333','999988887777']}}",
                "'Principal':'*','Resource':'*','Condition':{'StringEquals':{'aws:ResourceAccount':'999988887777'}}",
                "'Principal':'*','Resource':'arn:aws:sqs:eu-central-1:999988887777:orders'",
            })
    void namesTheAccountsThatItLetsThrough(String statement) {
        assertThat(passage("'Effect':'Allow','Action':'*'," + statement))
                .isEqualTo(new EndpointPassage(List.of(), List.of("999988887777")));
    }

    @Test
    void aDenialOfAllStrangersBoundsWhatIsAllowed() {
        String allowed = "'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'";
        assertThat(passage(
                        allowed,
                        "'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':"
                                + "{'StringNotEquals':{'aws:ResourceOrgID':'o-1'}}"))
                .isEqualTo(open());
        assertThat(passage(
                        allowed,
                        "'Effect':'Deny','Principal':'*','Action':'s3:PutObject','Resource':'*','Condition':"
                                + "{'StringNotEquals':{'aws:ResourceOrgID':'o-1'}}"))
                .isEqualTo(open("1"));
        assertThat(passage(
                        allowed,
                        "'Effect':'Deny','Principal':'*','Action':'*','Resource':'*','Condition':"
                                + "{'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}"))
                .isEqualTo(open("1"));
    }

    @Test
    void namesAStatementByItsSid() {
        assertThat(passage("'Sid':'All','Effect':'Allow','Principal':'*','Action':'*','Resource':'*'"))
                .isEqualTo(open("All"));
    }

    @Test
    void refusesWhatIsNoPolicy() {
        assertThatThrownBy(() -> EndpointPolicy.passage("{", OWN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static EndpointPassage open(String... statements) {
        return new EndpointPassage(List.of(statements), List.of());
    }

    private static EndpointPassage passage(String... statements) {
        String json = "{'Statement':[{" + String.join("},{", statements) + "}]}";
        return EndpointPolicy.passage(json.replace('\'', '"'), OWN);
    }
}
