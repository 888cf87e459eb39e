package io.vigil.scanner.collect.amplify;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.amplify.AmplifyApp;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.wafv2.WebAcls;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.amplify.AmplifyClient;
import software.amazon.awssdk.services.amplify.model.App;
import software.amazon.awssdk.services.amplify.model.ListAppsRequest;
import software.amazon.awssdk.services.amplify.model.ListAppsResponse;
import software.amazon.awssdk.services.amplify.model.WafConfiguration;

/** The apps of Amplify Hosting in a region; AWS tells their web ACL with them. What else it tells of them is not kept. */
public final class AmplifyApps implements Collector<AmplifyApp> {
    private static final String LIST = "amplify:ListApps";
    private static final int PAGE = 100;

    /** What is still being put in place, or taken away, or never came about, protects nothing. */
    private static final Set<String> IN_FORCE = Set.of("ASSOCIATION_SUCCESS", "DISASSOCIATION_FAILED");

    @Override
    public ResourceType<AmplifyApp> type() {
        return ResourceTypes.AMPLIFY_APP;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(Stream.of(LIST), WebAcls.OF_NAMED.stream()).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<AmplifyApp> sink) throws InterruptedException {
        return scope.calls().stream(
                AmplifyClient.class,
                scope.region(),
                ListAppsRequest.builder().maxResults(PAGE).build(),
                AmplifyClient::listAppsPaginator,
                ListAppsResponse::apps,
                page -> {
                    for (App app : page) sink.accept(resource(scope, app));
                });
    }

    /** Of an app. */
    static Read<String> webAcl(App app) {
        WafConfiguration waf = app.wafConfiguration();
        String arn = waf == null || waf.webAclArn() == null ? "" : waf.webAclArn();
        if (arn.isEmpty()) return Read.known("");
        return ReadParts.told(LIST, waf.wafStatusAsString()).map(status -> IN_FORCE.contains(status) ? arn : "");
    }

    private Resource<AmplifyApp> resource(UnitScope scope, App app) throws InterruptedException {
        Read<String> acl = webAcl(app);
        return new Resource<>(
                type(),
                scope.region(),
                app.appArn(),
                app.name(),
                app.tags(),
                new AmplifyApp(
                        app.name(),
                        app.defaultDomain(),
                        new WebEndpoint(
                                "Amplify app",
                                app.appArn(),
                                app.name(),
                                /* internetFacing */ true,
                                /* filterable */ true),
                        acl,
                        WebAcls.rulesOf(scope, acl)));
    }
}
