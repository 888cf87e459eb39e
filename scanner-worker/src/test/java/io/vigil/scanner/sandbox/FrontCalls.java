package io.vigil.scanner.sandbox;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.amplify.AmplifyApp;
import io.vigil.checks.aws.cloudfront.CloudFrontDistribution;
import io.vigil.checks.aws.cloudfront.OriginBucket;
import io.vigil.checks.aws.shield.ShieldCover;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WafWebAcl;
import io.vigil.scanner.collect.UnitRead;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the entry points cost: load balancers, distributions, APIs, user pools, and the web ACLs and Shield before them. */
final class FrontCalls {
    private FrontCalls() {}

    static void ofRegion(UnitRead unit, BiConsumer<String, Long> add) {
        for (String each : List.of(
                "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeLoadBalancerAttributes"))
            add.accept(each, (long) unit.count(ResourceTypes.ELBV2_LOAD_BALANCER));
        for (String each : List.of("elb:DescribeLoadBalancerPolicies", "elb:DescribeLoadBalancerAttributes"))
            add.accept(each, (long) unit.count(ResourceTypes.ELB_LOAD_BALANCER));
        for (String each : List.of("apigateway:GetResources", "apigateway:GetStages"))
            add.accept(each, (long) unit.count(ResourceTypes.APIGATEWAY_REST_API));
        for (String each : List.of("apigatewayv2:GetRoutes", "apigatewayv2:GetStages"))
            add.accept(each, (long) unit.count(ResourceTypes.APIGATEWAYV2_API));
        add.accept("apprunner:DescribeService", (long) unit.count(ResourceTypes.APPRUNNER_SERVICE));
        long pools = unit.count(ResourceTypes.COGNITO_USER_POOL);
        add.accept("cognito-idp:DescribeUserPool", pools);
        add.accept(
                "cognito-idp:DescribeRiskConfiguration",
                documents(unit, ResourceTypes.COGNITO_USER_POOL, pool -> pool.risk() instanceof Read.Known<?>));
        add.accept("cognito-identity:DescribeIdentityPool", (long) unit.count(ResourceTypes.COGNITO_IDENTITY_POOL));
        ofWaf(unit, pools, add);
        long eligible = documents(
                        unit,
                        ResourceTypes.ELBV2_LOAD_BALANCER,
                        b -> b.endpoint().internetFacing() && b.endpoint().filterable())
                + documents(
                        unit, ResourceTypes.ELB_LOAD_BALANCER, b -> b.endpoint().internetFacing())
                + documents(unit, ResourceTypes.EC2_ADDRESS, a -> a.address().associationId() != null);
        add.accept("shield:GetSubscriptionState", eligible > 0 ? 1L : 0L);
        add.accept("shield:ListProtections", eligible > 0 && subscribed(unit) ? 1L : 0L);
    }

    /** Web ACLs are asked for what they protect, or the resources for what protects them: whichever is fewer. */
    private static void ofWaf(UnitRead unit, long pools, BiConsumer<String, Long> add) {
        long acls = unit.count(ResourceTypes.WAFV2_WEB_ACL);
        List<Long> asked = List.of(pools, (long) unit.count(ResourceTypes.APPRUNNER_SERVICE), (long)
                unit.count(ResourceTypes.EC2_VERIFIED_ACCESS_INSTANCE));
        add.accept("wafv2:GetWebACL", acls + aclsOfCloudFront(unit));
        add.accept("wafv2:GetLoggingConfiguration", acls);
        add.accept("wafv2:GetRuleGroup", ruleGroups(unit));
        add.accept(
                "wafv2:ListResourcesForWebACL",
                asked.stream().filter(kind -> acls < kind).count() * acls);
        add.accept(
                "wafv2:GetWebACLForResource",
                documents(
                                unit,
                                ResourceTypes.ELBV2_LOAD_BALANCER,
                                b -> b.endpoint().filterable())
                        + asked.stream()
                                .filter(kind -> acls >= kind)
                                .mapToLong(Long::longValue)
                                .sum());
        add.accept(
                "ec2:DescribeVerifiedAccessEndpoints",
                unit.count(ResourceTypes.EC2_VERIFIED_ACCESS_INSTANCE) > 0 ? 1L : 0L);
    }

    /** Those that apps of Amplify have. */
    private static long aclsOfCloudFront(UnitRead unit) {
        return unit.resources().getOrDefault(ResourceTypes.AMPLIFY_APP, List.of()).stream()
                .map(FrontCalls::document)
                .map(AmplifyApp.class::cast)
                .flatMap(app -> app.webAclArn() instanceof Read.Known<String>(String arn) && !arn.isEmpty()
                        ? Stream.of(arn)
                        : Stream.empty())
                .distinct()
                .count();
    }

    private static long ruleGroups(UnitRead unit) {
        return unit.resources().get(ResourceTypes.WAFV2_WEB_ACL).stream()
                .map(FrontCalls::document)
                .map(WafWebAcl.class::cast)
                .flatMap(acl -> acl.wafRules() instanceof Read.Known<List<WafRule>>(var rules)
                        ? rules.stream()
                        : Stream.empty())
                .map(WafRule::ruleGroup)
                .filter(group -> !group.isEmpty())
                .distinct()
                .count();
    }

    static void ofAccount(UnitRead unit, BiConsumer<String, Long> add) {
        long acls = unit.count(ResourceTypes.WAFV2_CLOUDFRONT_WEB_ACL);
        add.accept("wafv2:GetWebACL", acls);
        add.accept("wafv2:GetLoggingConfiguration", acls);
        add.accept("cloudfront:GetDistributionConfig", (long) unit.count(ResourceTypes.CLOUDFRONT_DISTRIBUTION));
        if (unit.count(ResourceTypes.SHIELD_PROTECTION) == 0) return;
        for (String each : List.of(
                "shield:DescribeSubscription",
                "shield:DescribeEmergencyContactSettings",
                "shield:DescribeDRTAccess",
                "shield:ListAttacks",
                "shield:ListProtections")) add.accept(each, 1L);
    }

    /** Buckets of origins that the account does not own. */
    static long foreignBuckets(UnitRead unit) {
        return unit.resources().get(ResourceTypes.CLOUDFRONT_DISTRIBUTION).stream()
                .map(FrontCalls::document)
                .flatMap(document -> ((CloudFrontDistribution) document).originBuckets()
                                instanceof Read.Known<List<OriginBucket>>(List<OriginBucket> known)
                        ? known.stream()
                        : Stream.empty())
                .filter(bucket -> !bucket.own())
                .map(OriginBucket::bucket)
                .distinct()
                .count();
    }

    private static boolean subscribed(UnitRead unit) {
        return documents(
                        unit,
                        ResourceTypes.ELBV2_LOAD_BALANCER,
                        b -> b.shield() instanceof Read.Known<ShieldCover>(var cover) && cover.subscribed())
                > 0;
    }

    private static Record document(Resource<?> resource) {
        return resource.document();
    }

    private static <R extends Record> long documents(UnitRead unit, ResourceType<R> type, Predicate<R> wanted) {
        return unit.resources().getOrDefault(type, List.of()).stream()
                .map(FrontCalls::document)
                .map(type.document()::cast)
                .filter(wanted)
                .count();
    }
}
