package io.vigil.scanner.collect.wafv2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.checks.aws.wafv2.WafWebAcl;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.GetLoggingConfigurationRequest;
import software.amazon.awssdk.services.wafv2.model.GetLoggingConfigurationResponse;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** The web ACLs of one scope: a region's own, or CloudFront's, which AWS keeps in us-east-1. */
public final class WafWebAcls implements Collector<WafWebAcl> {
    private final ResourceType<WafWebAcl> type;
    private final Scope waf;

    private WafWebAcls(ResourceType<WafWebAcl> type, Scope waf) {
        this.type = type;
        this.waf = waf;
    }

    public static WafWebAcls ofRegion() {
        return new WafWebAcls(ResourceTypes.WAFV2_WEB_ACL, Scope.REGIONAL);
    }

    public static WafWebAcls ofCloudFront() {
        return new WafWebAcls(ResourceTypes.WAFV2_CLOUDFRONT_WEB_ACL, Scope.CLOUDFRONT);
    }

    @Override
    public ResourceType<WafWebAcl> type() {
        return type;
    }

    @Override
    public Set<String> operations() {
        return Set.of(WebAcls.LIST, "wafv2:GetWebACL", "wafv2:GetLoggingConfiguration", "wafv2:GetRuleGroup");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<WafWebAcl> sink) throws InterruptedException {
        Listed<WebACLSummary> all = WebAcls.list(scope, waf);
        return all.end().and(ReadParts.handOver(scope, all.items(), acl -> resource(scope, acl), sink));
    }

    private Read<Optional<Resource<WafWebAcl>>> resource(UnitScope scope, WebACLSummary summary)
            throws InterruptedException {
        return switch (WebAcls.named(scope, waf, summary.name(), summary.id())) {
            case Read.Missing<Optional<WebACL>>(Unread why) -> Read.missing(why);
            case Read.Known<Optional<WebACL>>(Optional<WebACL> found) ->
                Read.known(found.isEmpty() ? Optional.empty() : Optional.of(resource(scope, found.get())));
        };
    }

    private Resource<WafWebAcl> resource(UnitScope scope, WebACL acl) throws InterruptedException {
        Read<List<WafRule>> flat = WebAcls.flat(scope, Read.known(Optional.of(acl)));
        return new Resource<>(
                type,
                scope.region(),
                acl.arn(),
                acl.name(),
                Map.of(),
                new WafWebAcl(
                        acl,
                        flat.map(rules -> ActingRules.of(acl, rules)),
                        flat.map(ManagedGroups::of),
                        ReadParts.toldIfAny(
                                "wafv2:GetLoggingConfiguration",
                                scope.calls()
                                        .find(
                                                Wafv2Client.class,
                                                scope.region(),
                                                GetLoggingConfigurationRequest.builder()
                                                        .resourceArn(acl.arn())
                                                        .build(),
                                                Wafv2Client::getLoggingConfiguration,
                                                WebAcls.GONE),
                                GetLoggingConfigurationResponse::loggingConfiguration)));
    }
}
