package io.vigil.scanner.moto;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.apigateway.ApiGatewayClient;
import software.amazon.awssdk.services.apigateway.model.IntegrationType;
import software.amazon.awssdk.services.apigatewayv2.ApiGatewayV2Client;
import software.amazon.awssdk.services.apigatewayv2.model.ProtocolType;
import software.amazon.awssdk.services.appsync.AppSyncClient;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;
import software.amazon.awssdk.services.cloudfront.model.Origin;
import software.amazon.awssdk.services.cloudfront.model.OriginCustomHeader;
import software.amazon.awssdk.services.cloudfront.model.ViewerProtocolPolicy;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** What strangers reach, beside the load balancers of {@link MotoAccount}: distributions, APIs, user pools, zones. */
final class MotoFront {
    private final MotoClients clients;
    private final Map<String, String> ids;

    private MotoFront(MotoClients clients, Map<String, String> ids) {
        this.clients = clients;
        this.ids = ids;
    }

    /** @param ids what moto named, ours → its; has the load balancers already */
    static void build(MotoClients clients, Map<String, String> ids) {
        MotoFront front = new MotoFront(clients, ids);
        front.balancers();
        front.distribution();
        front.apis();
        front.people();
        front.webAcls();
        clients.in("us-east-1", Route53Client.builder())
                .createHostedZone(z -> z.name("moto.example").callerReference("moto"));
    }

    private void balancers() {
        clients.in(MotoAccount.REGION, ElasticLoadBalancingV2Client.builder())
                .modifyLoadBalancerAttributes(m -> m.loadBalancerArn(ids.get("front-filtered"))
                        .attributes(
                                attribute("routing.http.drop_invalid_header_fields.enabled", "true"),
                                attribute("routing.http.desync_mitigation_mode", "monitor")));
        clients.in(MotoAccount.REGION, ElasticLoadBalancingClient.builder())
                .createLoadBalancer(l -> l.loadBalancerName("classic-plain")
                        .availabilityZones(MotoAccount.REGION + "a")
                        .securityGroups(ids.get("ssh-office"))
                        .listeners(Listener.builder()
                                .protocol("HTTP")
                                .loadBalancerPort(80)
                                .instancePort(8080)
                                .build()));
    }

    private static LoadBalancerAttribute attribute(String key, String value) {
        return LoadBalancerAttribute.builder().key(key).value(value).build();
    }

    private void distribution() {
        Origin ours = Origin.builder()
                .id("ours")
                .domainName("bucket-open.s3.amazonaws.com")
                .customHeaders(h -> h.quantity(1)
                        .items(OriginCustomHeader.builder()
                                .headerName("X-Origin")
                                .headerValue("secret-token")
                                .build()))
                .s3OriginConfig(s -> s.originAccessIdentity(""))
                .build();
        clients.in("us-east-1", CloudFrontClient.builder())
                .createDistribution(d -> d.distributionConfig(c -> c.callerReference("moto")
                        .comment("")
                        .enabled(true)
                        .origins(o -> o.quantity(1).items(ours))
                        .defaultCacheBehavior(b -> b.targetOriginId("ours")
                                .viewerProtocolPolicy(ViewerProtocolPolicy.ALLOW_ALL)
                                .minTTL(0L)
                                .forwardedValues(f -> f.queryString(false).cookies(k -> k.forward("none"))))));
    }

    private void apis() {
        ApiGatewayClient rest = clients.in(MotoAccount.REGION, ApiGatewayClient.builder());
        String api = rest.createRestApi(a -> a.name("rest-open")).id();
        String root =
                rest.getResources(r -> r.restApiId(api)).items().getFirst().id();
        rest.putMethod(m -> m.restApiId(api).resourceId(root).httpMethod("GET").authorizationType("NONE"));
        rest.putIntegration(
                i -> i.restApiId(api).resourceId(root).httpMethod("GET").type(IntegrationType.MOCK));
        rest.createDeployment(d -> d.restApiId(api).stageName("test").variables(Map.of("token", "secret-token")));
        ApiGatewayV2Client http = clients.in(MotoAccount.REGION, ApiGatewayV2Client.builder());
        String id = http.createApi(a -> a.name("http-shut").protocolType(ProtocolType.HTTP))
                .apiId();
        http.createRoute(r -> r.apiId(id).routeKey("GET /orders").authorizationType("AWS_IAM"));
        http.createStage(s -> s.apiId(id).stageName("live"));
        AppSyncClient graph = clients.in(MotoAccount.REGION, AppSyncClient.builder());
        graph.createGraphqlApi(g -> g.name("graph-keyed").authenticationType("API_KEY"));
        graph.createGraphqlApi(g -> g.name("graph-signed").authenticationType("AWS_IAM"));
    }

    private void people() {
        CognitoIdentityProviderClient pools = clients.in(MotoAccount.REGION, CognitoIdentityProviderClient.builder());
        for (String name : List.of("pool-guarded", "pool-bare"))
            ids.put(name, pools.createUserPool(p -> p.poolName(name)).userPool().id());
        pools.setUserPoolMfaConfig(m -> m.userPoolId(ids.get("pool-guarded"))
                .softwareTokenMfaConfiguration(t -> t.enabled(true))
                .mfaConfiguration(UserPoolMfaType.ON));
        CognitoIdentityClient identities = clients.in(MotoAccount.REGION, CognitoIdentityClient.builder());
        for (boolean guests : List.of(true, false))
            identities.createIdentityPool(
                    p -> p.identityPoolName("guests-" + guests).allowUnauthenticatedIdentities(guests));
    }

    private void webAcls() {
        Wafv2Client waf = clients.in(MotoAccount.REGION, Wafv2Client.builder());
        String filter = waf.listWebACLs(l -> l.scope(Scope.REGIONAL)).webACLs().stream()
                .map(WebACLSummary::arn)
                .findFirst()
                .orElseThrow();
        waf.putLoggingConfiguration(l -> l.loggingConfiguration(c -> c.resourceArn(filter)
                .logDestinationConfigs("arn:aws:logs:eu-central-1:123456789012:log-group:aws-waf-logs-filter")));
        waf.associateWebACL(a -> a.webACLArn(filter)
                .resourceArn("arn:aws:cognito-idp:eu-central-1:123456789012:userpool/" + ids.get("pool-guarded")));
        empty(waf, "acl-empty", Scope.REGIONAL);
        empty(clients.in("us-east-1", Wafv2Client.builder()), "acl-edge", Scope.CLOUDFRONT);
    }

    private static void empty(Wafv2Client waf, String name, Scope scope) {
        waf.createWebACL(w -> w.name(name)
                .scope(scope)
                .defaultAction(d -> d.block(b -> {}))
                .visibilityConfig(
                        v -> v.metricName(name).sampledRequestsEnabled(true).cloudWatchMetricsEnabled(true)));
    }
}
