package io.vigil.checks.aws.cloudfront;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.aws.shield.ShieldCover;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import java.util.List;
import software.amazon.awssdk.services.cloudfront.model.DistributionSummary;
import software.amazon.awssdk.services.cloudfront.model.LoggingConfig;

/**
 * A distribution.
 *
 * @param logging standard logging into a bucket
 * @param logDelivered whether CloudWatch Logs delivers its access log somewhere
 * @param originBuckets the buckets among its origins, website endpoints included
 * @param webAclArn ARN of its web ACL, of WAF Classic an id, empty without one
 * @param wafRules what the rules of that web ACL do, of its rule groups too; empty without one
 */
public record CloudFrontDistribution(
        @Itself DistributionSummary distribution,
        Read<LoggingConfig> logging,
        Read<Boolean> logDelivered,
        Read<List<OriginBucket>> originBuckets,
        WebEndpoint endpoint,
        String webAclArn,
        Read<List<WafRule>> wafRules,
        Read<ShieldCover> shield) {}
