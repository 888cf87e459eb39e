package io.vigil.scanner.collect.waf;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.waf.WafClassicScope;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.aws.Pages;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.waf.WafClient;
import software.amazon.awssdk.services.waf.model.ListWebAcLsRequest;
import software.amazon.awssdk.services.waf.model.ListWebAcLsResponse;
import software.amazon.awssdk.services.waf.model.WebACLSummary;
import software.amazon.awssdk.services.waf.regional.WafRegionalClient;

/** What is left of WAF Classic, once for a region and once for CloudFront; there is always exactly one, be it empty. */
public final class ClassicWaf implements Collector<WafClassicScope> {
    private static final int PAGE = 100;

    private final ResourceType<WafClassicScope> type;

    private ClassicWaf(ResourceType<WafClassicScope> type) {
        this.type = type;
    }

    public static ClassicWaf ofRegion() {
        return new ClassicWaf(ResourceTypes.WAF_CLASSIC_REGION);
    }

    public static ClassicWaf ofCloudFront() {
        return new ClassicWaf(ResourceTypes.WAF_CLASSIC_CLOUDFRONT);
    }

    @Override
    public ResourceType<WafClassicScope> type() {
        return type;
    }

    @Override
    public Set<String> operations() {
        return Set.of(type == ResourceTypes.WAF_CLASSIC_REGION ? "waf-regional:ListWebACLs" : "waf:ListWebACLs");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<WafClassicScope> sink) throws InterruptedException {
        String where = scope.region().isGlobal() ? "CloudFront" : scope.region().value();
        sink.accept(new Resource<>(
                type,
                scope.region(),
                scope.account() + "/waf-classic/" + where,
                "WAF Classic of " + where,
                Map.of(),
                new WafClassicScope(where, webAcls(scope).whole())));
        return ListEnd.REACHED;
    }

    private Listed<WebACLSummary> webAcls(UnitScope scope) throws InterruptedException {
        ListWebAcLsRequest first = ListWebAcLsRequest.builder().limit(PAGE).build();
        if (type == ResourceTypes.WAF_CLASSIC_CLOUDFRONT)
            return scope.calls()
                    .list(
                            WafClient.class,
                            scope.region(),
                            first,
                            Pages.by(WafClient::listWebACLs, ClassicWaf::following),
                            ListWebAcLsResponse::webACLs);
        return scope.calls()
                .list(
                        WafRegionalClient.class,
                        scope.region(),
                        first,
                        Pages.by(WafRegionalClient::listWebACLs, ClassicWaf::following),
                        ListWebAcLsResponse::webACLs);
    }

    /** WAF Classic gives a marker with an empty last page too. */
    private static Optional<ListWebAcLsRequest> following(ListWebAcLsRequest request, ListWebAcLsResponse page) {
        return page.webACLs().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(page.nextMarker()).map(next -> request.copy(r -> r.nextMarker(next)));
    }
}
