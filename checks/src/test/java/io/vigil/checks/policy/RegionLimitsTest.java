package io.vigil.checks.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionLimitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'}}",
                "'Effect':'Deny','NotAction':['iam:*'],'Resource':['*'],'Condition':{'StringNotLike':{'aws:requestedregion':['eu-central-1']}}",
                "'Effect':'Deny','NotAction':'iam:*','Resource':'*','Condition':{'StringNotEqualsIfExists':{'aws:RequestedRegion':'eu-central-1'},'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/admin'}}",
                "'Effect':'Deny','NotAction':'iam:*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'},'Bool':{'aws:ViaAWSService':'false'}}",
                "'Effect':'Deny','NotAction':'iam:*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'},'BoolIfExists':{'aws:PrincipalIsAWSService':['false']}}",
            })
    void closesAllOtherRegions(String statement) {
        assertThat(regions(statement)).containsExactly("eu-central-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Deny','Action':'ec2:*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'}}",
                "'Effect':'Deny','Action':'*','Resource':'arn:aws:s3:::x','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'}}",
                "'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:RequestedRegion':'ap-east-1'}}",
                "'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotLike':{'aws:RequestedRegion':'*'}}",
                "'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1','aws:PrincipalTag/team':'a'}}",
                "'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'}}",
                "'Effect':'Deny','Action':'*','Resource':'*'",
                "'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'},'Bool':{'aws:ViaAWSService':'true'}}",
                "'Effect':'Deny','Action':'*','Resource':'*','Condition':{'StringNotEquals':{'aws:RequestedRegion':'eu-central-1'},'Bool':{'aws:MultiFactorAuthPresent':'false'}}",
            })
    void leavesThemOpen(String statement) {
        assertThat(regions(statement)).isEmpty();
    }

    private static List<String> regions(String statement) {
        return RegionLimits.regionsLeftBy("{'Statement':[{'Effect':'Allow','Action':'*','Resource':'*'},{%s}]}"
                .formatted(statement)
                .replace('\'', '"'));
    }
}
