package io.vigil.scanner.collect.wafv2;

import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WafRule;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.aws.Pages;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.GetRuleGroupRequest;
import software.amazon.awssdk.services.wafv2.model.GetWebAclForResourceRequest;
import software.amazon.awssdk.services.wafv2.model.GetWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.GetWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.ListWebAcLsRequest;
import software.amazon.awssdk.services.wafv2.model.ListWebAcLsResponse;
import software.amazon.awssdk.services.wafv2.model.RuleGroup;
import software.amazon.awssdk.services.wafv2.model.RuleGroupReferenceStatement;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** The web ACL of a resource and what it does, rule groups of the customer included. */
public final class WebAcls {
    public static final String OF_RESOURCE = "wafv2:GetWebACLForResource";
    static final String LIST = "wafv2:ListWebACLs";
    private static final String GET = "wafv2:GetWebACL";

    public static final Set<String> OPERATIONS = Set.of(OF_RESOURCE, "wafv2:GetRuleGroup");

    /** For the rules of a web ACL that something names. */
    public static final Set<String> OF_NAMED = Set.of(GET, "wafv2:GetRuleGroup");

    static final Set<String> GONE = Set.of("WAFNonexistentItemException");

    private static final Pattern ARN =
            Pattern.compile("arn:[^:]+:wafv2:[^:]*:[^:]*:(?<scope>regional|global)/webacl/(?<name>[^/]+)/(?<id>[^/]+)");

    /** AWS keeps there what protects in every place at once. */
    private static final Region VIRGINIA = new Region("us-east-1");

    private static final int PAGE = 100;

    private WebAcls() {}

    /** Of one scope; CloudFront's are asked in the global unit only. */
    static Listed<WebACLSummary> list(UnitScope scope, Scope waf) throws InterruptedException {
        return scope.calls()
                .list(
                        Wafv2Client.class,
                        scope.region(),
                        ListWebAcLsRequest.builder().scope(waf).limit(PAGE).build(),
                        Pages.by(
                                Wafv2Client::listWebACLs,
                                (request, page) -> Optional.ofNullable(page.nextMarker())
                                        .map(next -> request.copy(r -> r.nextMarker(next)))),
                        ListWebAcLsResponse::webACLs);
    }

    /** Empty when nothing protects the resource. */
    public static Read<Optional<WebACL>> of(UnitScope scope, String resourceArn) throws InterruptedException {
        return scope.calls()
                .get(
                        Wafv2Client.class,
                        scope.region(),
                        GetWebAclForResourceRequest.builder()
                                .resourceArn(resourceArn)
                                .build(),
                        Wafv2Client::getWebACLForResource)
                .map(found -> Optional.ofNullable(found.webACL()));
    }

    /** What they do, none without a web ACL. */
    public static Read<List<WafRule>> rules(UnitScope scope, Read<Optional<WebACL>> webAcl)
            throws InterruptedException {
        return flat(scope, webAcl)
                .flatMap(flat -> webAcl.map(
                        acl -> acl.map(known -> ActingRules.of(known, flat)).orElse(List.of())));
    }

    /**
     * As {@link #rules(UnitScope, Read)}, of the web ACL that has this ARN.
     *
     * @param arn empty without one; that of WAF Classic is an id, and its rules are not read
     */
    public static Read<List<WafRule>> rules(UnitScope scope, String arn) throws InterruptedException {
        Matcher named = ARN.matcher(arn);
        if (!named.matches()) return Read.known(List.of());
        Scope waf = named.group("scope").equals("global") ? Scope.CLOUDFRONT : Scope.REGIONAL;
        return rules(scope, named(scope, waf, named.group("name"), named.group("id")));
    }

    /** As {@link #rules(UnitScope, String)}. */
    public static Read<List<WafRule>> rulesOf(UnitScope scope, Read<String> arn) throws InterruptedException {
        return switch (arn) {
            case Read.Missing<String>(Unread why) -> Read.missing(why);
            case Read.Known<String>(String known) -> rules(scope, known);
        };
    }

    /** Empty when it is gone. */
    static Read<Optional<WebACL>> named(UnitScope scope, Scope waf, String name, String id)
            throws InterruptedException {
        Read<Optional<GetWebAclResponse>> read = scope.calls()
                .find(
                        Wafv2Client.class,
                        waf == Scope.CLOUDFRONT ? VIRGINIA : scope.region(),
                        GetWebAclRequest.builder().name(name).id(id).scope(waf).build(),
                        Wafv2Client::getWebACL,
                        GONE);
        return ReadParts.toldIfAny(GET, read, GetWebAclResponse::webACL);
    }

    /** Each by itself. */
    static Read<List<WafRule>> flat(UnitScope scope, Read<Optional<WebACL>> webAcl) throws InterruptedException {
        return switch (webAcl) {
            case Read.Missing<Optional<WebACL>>(Unread why) -> Read.missing(why);
            case Read.Known<Optional<WebACL>>(Optional<WebACL> acl) -> {
                if (acl.isEmpty()) yield Read.known(List.of());
                Map<String, Read<RuleGroup>> groups = new HashMap<>();
                for (String arn : ruleGroups(acl.get())) groups.put(arn, ruleGroup(scope, arn));
                yield new FlatRules(arn -> Objects.requireNonNull(groups.get(arn))).of(acl.get());
            }
        };
    }

    private static List<String> ruleGroups(WebACL acl) {
        return Stream.concat(
                        acl.rules().stream().map(rule -> rule.statement().ruleGroupReferenceStatement()),
                        Stream.concat(
                                        acl.preProcessFirewallManagerRuleGroups().stream(),
                                        acl.postProcessFirewallManagerRuleGroups().stream())
                                .map(group -> group.firewallManagerStatement().ruleGroupReferenceStatement()))
                .filter(Objects::nonNull)
                .map(RuleGroupReferenceStatement::arn)
                .distinct()
                .toList();
    }

    private static Read<RuleGroup> ruleGroup(UnitScope scope, String arn) throws InterruptedException {
        return scope.calls()
                .get(
                        Wafv2Client.class,
                        arn.contains(":global/") ? VIRGINIA : scope.region(),
                        GetRuleGroupRequest.builder().arn(arn).build(),
                        Wafv2Client::getRuleGroup)
                .flatMap(found -> ReadParts.told("wafv2:GetRuleGroup", found.ruleGroup()));
    }
}
