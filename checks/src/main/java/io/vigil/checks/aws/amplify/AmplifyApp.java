package io.vigil.checks.aws.amplify;

import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;

/**
 * An app of Amplify Hosting. AWS's own description of it is full of what may be secret: variables, build commands, the password
 * of its visitors.
 *
 * @param domain that AWS gave it
 * @param webAclArn empty without one; of CloudFront's scope, since Amplify serves by it
 * @param wafRules what the rules of that web ACL do, of its rule groups too; empty without one
 */
public record AmplifyApp(
        String name, String domain, WebEndpoint endpoint, Read<String> webAclArn, Read<List<WafRule>> wafRules) {}
