package io.vigil.checks.aws.cognito;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * A user pool; its sign-in is reached from the internet.
 *
 * @param risk of the pool as a whole; asked only where threat protection is enforced
 * @param webAclArn empty without one
 * @param wafRules what the rules of that web ACL do, of its rule groups too; empty without one
 */
public record CognitoUserPool(
        @Itself UserPoolType pool,
        Read<RiskConfigurationType> risk,
        WebEndpoint endpoint,
        Read<String> webAclArn,
        Read<List<WafRule>> wafRules) {}
