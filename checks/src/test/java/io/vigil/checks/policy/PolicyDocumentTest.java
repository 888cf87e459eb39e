package io.vigil.checks.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyDocumentTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':'*'",
                "'Principal':{'AWS':'*'}",
                "'Principal':{'AWS':['arn:aws:iam::111122223333:root','*']}",
                "'Principal':{'AWS':'arn:aws:iam::*:root'}",
                "'NotPrincipal':{'AWS':'arn:aws:iam::111122223333:root'}",
                "'Principal':'*','Condition':{'StringNotEquals':{'aws:SourceAccount':'111122223333'}}",
                "'Principal':'*','Condition':{'StringEqualsIfExists':{'aws:SourceAccount':'111122223333'}}",
                "'Principal':'*','Condition':{'StringLike':{'aws:PrincipalArn':'*'}}",
                "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}",
                "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['0.0.0.0/1','128.0.0.0/1']}}",
                "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'everywhere'}}",
                "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['32.0.0.0/3','10.0.0.0/8']}}",
                "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['203.0.113.0/24','2000::/4']}}",
                "'Principal':'*','Condition':{'StringLike':{'aws:PrincipalOrgID':'o-*'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/Admin'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:::*'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:::shop-*'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:::sh?p/uploads'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:*:*:shop-*'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':['arn:aws:s3:::shop','arn:aws:s3:::*-shop']}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:route53:::hostedzone/*'}}",
                "'Principal':'*','Condition':{'StringLike':{'aws:userid':'*:session'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:*:*:*'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:*:*:accesspoint/shop'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:sns:*:*:orders'}}",
                "'Principal':'*','Condition':{'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':'*/r-ab12/*'}}",
                "'Principal':'*','Condition':{'ForAllValues:StringLike':{'aws:PrincipalOrgPaths':'o-1/*'}}",
                "'Principal':'*','Condition':{'StringLike':{'SNS:Endpoint':'*'}}",
                "'Principal':'*','Condition':{'StringLike':{'SNS:Endpoint':'*@*'}}",
                "'Principal':'*','Condition':{'StringLike':{'SNS:Endpoint':'https://*'}}",
                "'Principal':'*','Condition':{'StringEquals':{'aws:PrincipalTag/team':'shop'}}",
                "'Principal':'*','Condition':{'StringEquals':{'aws:username':'alice'}}",
                "'Principal':'*','Condition':{'StringEquals':{'aws:SourceAccount':['111122223333','*']}}",
                "'Principal':'*','Condition':{'StringEquals':{'aws:RequestedRegion':'eu-central-1'}}",
                "'Principal':'*','Condition':{'Bool':{'aws:SecureTransport':'true'}}",
            })
    void letsStrangersIn(String principal) {
        assertThat(facts("'Effect':'Allow','Action':'s3:GetObject','Resource':'*'," + principal)
                        .isPublic())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':{'AWS':'arn:aws:iam::111122223333:root'}",
                "'Principal':{'Service':'cloudtrail.amazonaws.com'}",
                "'Principal':'*','Condition':{'StringEquals':{'aws:SourceAccount':'111122223333'}}",
                "'Principal':'*','Condition':{'StringEquals':{'AWS:PrincipalOrgID':'o-1'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:sns:eu-central-1:111122223333:t'}}",
                "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}",
                "'Principal':'*','Condition':{'IpAddress':{'aws:SourceIp':['10.0.0.0/8','2001:db8:1::/48']}}",
                "'Principal':'*','Condition':{'StringEquals':{'aws:SourceVpce':'vpce-1'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/*'}}",
                "'Principal':'*','Condition':{'ArnEquals':{'aws:SourceArn':'arn:aws:s3:::shop-uploads'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:::shop-uploads/*'}}",
                "'Principal':'*','Condition':{'StringLike':{'aws:userid':'AROAEXAMPLEID:*'}}",
                "'Principal':'*','Condition':{'ArnLike':{'aws:SourceArn':'arn:aws:s3:*:*:shop-uploads'}}",
                "'Principal':'*','Condition':{'ForAnyValue:StringLike':{'aws:PrincipalOrgPaths':['o-1/r-ab12/ou-ab12-1/*','o-1/r-ab12/ou-ab12-2/']}}",
                "'Principal':'*','Condition':{'StringEquals':{'aws:VpceOrgID':'o-1'}}",
                "'Principal':'*','Condition':{'StringLike':{'SNS:Endpoint':'*@example.com'}}",
                "'Principal':'*','Condition':{'StringEquals':{'SNS:Endpoint':'https://hooks.example.com/x'}}",
            })
    void keepsStrangersOut(String principal) {
        assertThat(facts("'Effect':'Allow','Action':'s3:GetObject','Resource':'*'," + principal)
                        .isPublic())
                .isFalse();
    }

    @Test
    void namesTheServicesThatItLetsInForWhomeverTheyAct() {
        // Given
        String service = "'Effect':'Allow','Action':'lambda:InvokeFunction','Resource':'*','Principal':{'Service':";

        // Then
        assertThat(facts(service + "'s3.amazonaws.com'}").openServices()).containsExactly("s3.amazonaws.com");
        assertThat(facts(service + "['s3.amazonaws.com','sns.amazonaws.com']}").openServices())
                .containsExactly("s3.amazonaws.com", "sns.amazonaws.com");
        assertThat(facts(
                                service
                                        + "'s3.amazonaws.com'},'Condition':{'StringEquals':{'AWS:SourceAccount':'111122223333'}}")
                        .openServices())
                .isEmpty();
        assertThat(facts(
                                service
                                        + "'events.amazonaws.com'},'Condition':{'ArnLike':{'AWS:SourceArn':'arn:aws:events:eu-central-1:111122223333:rule/*'}}")
                        .openServices())
                .isEmpty();
        assertThat(facts("'Effect':'Deny','Action':'*','Resource':'*','Principal':{'Service':'s3.amazonaws.com'}")
                        .openServices())
                .isEmpty();
        assertThat(facts("'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'")
                        .openServices())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"arn:aws:s3:::shop", "arn:aws:s3:*:*:shop", "arn:aws:s3:::shop/in/*"})
    void aBucketByItselfDoesNotTellItsAccount(String bucket) {
        // When
        PolicyFacts service = byBucket("'Service':'s3.amazonaws.com'", bucket, "");
        PolicyFacts everyone = byBucket("'AWS':'*'", bucket, "");

        // Then
        assertThat(service.isPublic()).isFalse();
        assertThat(service.openServices()).containsExactly("s3.amazonaws.com");
        assertThat(service.letsIn()).containsExactly(bucket);
        assertThat(everyone.isPublic()).isFalse();
        assertThat(everyone.letsIn()).containsExactly(bucket);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'StringEquals':{'aws:SourceAccount':'111122223333'},",
                "'StringEquals':{'aws:SourceOrgID':'o-ab12cd34'},"
            })
    void anAccountOrOrganizationBesideABucketTells(String more) {
        // When
        PolicyFacts service = byBucket("'Service':'s3.amazonaws.com'", "arn:aws:s3:::shop", more);
        PolicyFacts everyone = byBucket("'AWS':'*'", "arn:aws:s3:::shop", more);

        // Then
        assertThat(service.openServices()).isEmpty();
        assertThat(service.letsIn()).doesNotContain("arn:aws:s3:::shop");
        assertThat(everyone.letsIn()).doesNotContain("arn:aws:s3:::shop");
    }

    private static PolicyFacts byBucket(String principal, String bucket, String more) {
        return facts(
                "'Effect':'Allow','Action':'lambda:InvokeFunction','Resource':'*','Principal':{%s},'Condition':{%s'ArnLike':{'AWS:SourceArn':'%s'}}"
                        .formatted(principal, more, bucket));
    }

    @Test
    void aDenialClosesWhatIsOpenOnOneThingToo() {
        // Given
        String open = "{'Sid':'All','Effect':'Allow','Principal':'*','Action':'logs:*','Resource':'*'}";
        String denial = "{'Effect':'Deny','Principal':'*','Action':'logs:*','Resource':'*',"
                + "'Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}}";

        // Then
        assertThat(document(open).publicStatementsOn("arn:aws:logs:eu-central-1:111122223333:log-group:a"))
                .containsExactly("All");
        assertThat(document(open + "," + denial)
                        .publicStatementsOn("arn:aws:logs:eu-central-1:111122223333:log-group:a"))
                .isEmpty();
    }

    @Test
    void takesAMountTargetForANetworkAsEfsDoes() {
        String mount = "'Effect':'Allow','Principal':{'AWS':'*'},'Action':'elasticfilesystem:ClientMount','Condition':";
        assertThat(facts(mount + "{'Bool':{'elasticfilesystem:AccessedViaMountTarget':'true'}}")
                        .isPublic())
                .isFalse();
        assertThat(facts(mount + "{'Bool':{'elasticfilesystem:AccessedViaMountTarget':'false'}}")
                        .isPublic())
                .isTrue();
        assertThat(facts(mount + "{'BoolIfExists':{'elasticfilesystem:AccessedViaMountTarget':'true'}}")
                        .isPublic())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':'*','Action':'sqs:*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}",
                "'Principal':'*','Action':'*','Condition':{'StringNotEqualsIfExists':{'aws:PrincipalOrgID':'o-1'}}",
                "'Principal':{'AWS':'*'},'Action':['sqs:Send*','sqs:Receive*'],'Resource':'arn:aws:sqs:*','Condition':{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::111122223333:role/*'}}",
                "'Principal':'*','Action':'SQS:*','Resource':'*','Condition':{'NotIpAddress':{'aws:SourceIp':'203.0.113.0/24'}}",
                "'Principal':'*','Action':'sqs:*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1','aws:SourceAccount':'111122223333'},'BoolIfExists':{'aws:PrincipalIsAWSService':'false'}}",
                "'NotPrincipal':{'AWS':'arn:aws:iam::111122223333:root'},'Action':'sqs:*','Resource':'*'",
            })
    void keepsStrangersOutByADenial(String denial) {
        assertThat(openQueueWith(denial).isPublic()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Principal':'*','Action':'sqs:ReceiveMessage','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}",
                "'Principal':'*','Action':'sqs:S?nd*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}",
                "'Principal':'*','Action':'sqs:*','Resource':'arn:aws:sqs:eu-central-1:111122223333:other','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'}}",
                "'Principal':'*','Action':'sqs:*','NotResource':'arn:aws:sqs:eu-central-1:111122223333:q'",
                "'Principal':'*','NotAction':'sqs:DeleteQueue','Resource':'*'",
                "'Principal':'*','Action':'sqs:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'}}",
                "'Principal':'*','Action':'sqs:*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}",
                "'Principal':'*','Action':'sqs:*','Resource':'*','Condition':{'StringNotLike':{'aws:PrincipalOrgID':'o-*'}}",
                "'Principal':'*','Action':'sqs:*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalOrgID':'o-1'},'Bool':{'aws:SecureTransport':'false'}}",
                "'Principal':'*','Action':'sqs:*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalTag/team':'shop'}}",
                "'Principal':{'AWS':'arn:aws:iam::444455556666:root'},'Action':'sqs:*','Resource':'*'",
                "'NotPrincipal':{'AWS':'*'},'Action':'sqs:*','Resource':'*'",
            })
    void isStillPublicWhenADenialLeavesStrangersIn(String denial) {
        assertThat(openQueueWith(denial).isPublic()).isTrue();
    }

    private static PolicyFacts openQueueWith(String denial) {
        return facts(
                "'Effect':'Allow','Principal':'*','Action':'sqs:SendMessage','Resource':'arn:aws:sqs:eu-central-1:111122223333:q'},{'Effect':'Deny',"
                        + denial);
    }

    @Test
    void tellsWritingFromReading() {
        String everyone = "'Effect':'Allow','Principal':'*','Resource':'*',";
        assertThat(facts(everyone + "'Action':['s3:GetObject','s3:List*']").allowsPublicWrite())
                .isFalse();
        for (String action : new String[] {"'s3:PutObject'", "'s3:*'", "'*'", "'s3:Delete*'", "['s3:Get*','s3:P*']"})
            assertThat(facts(everyone + "'Action':" + action).allowsPublicWrite())
                    .as(action)
                    .isTrue();
        assertThat(facts(everyone + "'NotAction':'s3:GetObject'").allowsPublicWrite())
                .isTrue();
    }

    @Test
    void requiresTlsOnlyWhenEveryoneIsRefusedEverythingWithoutIt() {
        String condition = ",'Condition':{'Bool':{'aws:SecureTransport':'false'}}";
        assertThat(facts("'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'" + condition)
                        .requiresTls())
                .isTrue();
        String refusal = "'Effect':'Deny','Principal':'*','Action':'s3:*',";
        assertThat(facts(refusal + "'Resource':['arn:aws:s3:::shop','arn:aws:s3:::shop/*']" + condition)
                        .requiresTls())
                .isTrue();
        assertThat(facts(refusal + "'Resource':'arn:aws:s3:::shop/public/*'" + condition)
                        .requiresTls())
                .isFalse();
        assertThat(facts(refusal + "'NotResource':'arn:aws:s3:::shop/public/*'" + condition)
                        .requiresTls())
                .isFalse();
        assertThat(facts("'Effect':'Deny','Principal':'*','Action':'s3:PutObject','Resource':'*'" + condition)
                        .requiresTls())
                .isFalse();
        assertThat(facts(
                                "'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::111122223333:root'},'Action':'s3:*','Resource':'*'"
                                        + condition)
                        .requiresTls())
                .isFalse();
        assertThat(facts(
                                "'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':'false'},'StringEquals':{'aws:SourceAccount':'1'}}")
                        .requiresTls())
                .isFalse();
    }

    @Test
    void knowsTheWaysToSayWithoutTls() {
        String refusal = "'Effect':'Deny','Principal':{'AWS':'*'},'Action':['S3:*'],'Resource':'arn:aws:s3:::shop/*',";
        for (String condition : new String[] {
            "{'BoolIfExists':{'aws:SecureTransport':['false']}}",
            "{'bool':{'aws:securetransport':false}}",
            "{'StringEquals':{'aws:SecureTransport':'false'}}",
            "{'StringNotEquals':{'aws:SecureTransport':'true'}}"
        })
            assertThat(facts(refusal + "'Condition':" + condition).requiresTls())
                    .as(condition)
                    .isTrue();
        for (String condition : new String[] {
            "{'Bool':{'aws:SecureTransport':'true'}}",
            "{'StringNotEquals':{'aws:SecureTransport':'false'}}",
            "{'Null':{'aws:SecureTransport':'true'}}",
            "{'Bool':{'aws:SecureTransport':'false','aws:ViaAWSService':'false'}}",
            "{'NumericLessThan':{'s3:TlsVersion':'1.2'}}",
            "{}"
        })
            assertThat(facts(refusal + "'Condition':" + condition).requiresTls())
                    .as(condition)
                    .isFalse();
    }

    @Test
    void findsFullAdministrators() {
        for (String grant : new String[] {
            "'Action':'*','Resource':'*'",
            "'Action':['s3:*','*'],'Resource':['*']",
            "'NotAction':'s3:GetObject','Resource':'*'",
            "'Action':'*','NotResource':'arn:aws:s3:::x'"
        })
            assertThat(facts("'Effect':'Allow'," + grant).allowsFullAdmin())
                    .as(grant)
                    .isTrue();
        for (String grant : new String[] {
            "'Action':'s3:*','Resource':'*'",
            "'Action':'*','Resource':'arn:aws:s3:::x'",
            "'NotAction':['iam:*','organizations:*'],'Resource':'*'",
            "'Action':'*','Resource':'*','Condition':{'Bool':{'aws:MultiFactorAuthPresent':'true'}}"
        })
            assertThat(facts("'Effect':'Allow'," + grant).allowsFullAdmin())
                    .as(grant)
                    .isFalse();
        assertThat(facts("'Effect':'Deny','Action':'*','Resource':'*'").allowsFullAdmin())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"Statement\":[1]}",
                "{\"Statement\":[{\"Effect\":\"allow\"}]}",
                "<html>",
                "{\"Statement\":[]} x"
            })
    void refusesWhatIsNoPolicy(String text) {
        assertThatThrownBy(() -> PolicyDocument.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void namesTheOthersThatItLetsIn() {
        // When
        PolicyFacts facts = document("{'Effect':'Allow','Principal':{'AWS':['arn:aws:iam::111122223333:root',"
                        + "'arn:aws:iam::444455556666:role/reader','777788889999']},'Action':'*','Resource':'*'},"
                        + "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':"
                        + "{'StringEquals':{'aws:PrincipalOrgID':'o-ab12cd34'},'ArnLike':{'aws:SourceArn':'arn:aws:s3:::logs'}}},"
                        + "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*','Condition':"
                        + "{'StringEquals':{'aws:SourceAccount':['111122223333','222233334444']}}},"
                        + "{'Effect':'Deny','Principal':{'AWS':'999988887777'},'Action':'*','Resource':'*'}")
                .facts("111122223333");

        // Then
        assertThat(facts.letsIn()).containsExactly("222233334444", "444455556666", "777788889999", "o-ab12cd34");
    }

    private static PolicyFacts facts(String statement) {
        return document("{%s}".formatted(statement)).facts("111122223333");
    }

    private static PolicyDocument document(String statements) {
        return PolicyDocument.parse("{'Version':'2012-10-17','Statement':[%s]}"
                .formatted(statements)
                .replace('\'', '"'));
    }

    @Test
    void opensWhatItsResourceNames() {
        // Given
        PolicyDocument policy = PolicyDocument.parse("""
                {"Statement": [
                  {"Sid": "Apps", "Effect": "Allow", "Principal": "*", "Action": "logs:PutLogEvents",
                   "Resource": "arn:aws:logs:eu-central-1:111122223333:log-group:/app-?/*"},
                  {"Effect": "Allow", "Principal": "*", "Action": "logs:*", "NotResource": "*:/app-*"},
                  {"Effect": "Allow", "Principal": {"Service": "es.amazonaws.com"}, "Action": "logs:*", "Resource": "*"},
                  {"Effect": "Deny", "Principal": "*", "Action": "logs:DeleteLogGroup", "Resource": "*"}]}""");
        String group = "arn:aws:logs:eu-central-1:111122223333:log-group:";

        // Then
        assertThat(policy.publicStatementsOn(group + "/app-1/web")).containsExactly("Apps");
        assertThat(policy.publicStatementsOn(group + "/app-10/web")).isEmpty();
        assertThat(policy.publicStatementsOn(group + "/other")).containsExactly("2");
    }
}
