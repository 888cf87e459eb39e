package io.vigil.scanner.collect.wafv2;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.wafv2.Wafv2Client;
import software.amazon.awssdk.services.wafv2.model.ListResourcesForWebAclRequest;
import software.amazon.awssdk.services.wafv2.model.ListResourcesForWebAclResponse;
import software.amazon.awssdk.services.wafv2.model.Scope;
import software.amazon.awssdk.services.wafv2.model.WebACL;
import software.amazon.awssdk.services.wafv2.model.WebACLSummary;

/** Which web ACL protects the resources of one kind, asked by web ACL or by resource: whichever is fewer calls. */
public final class Protected {
    private static final String RESOURCES = "wafv2:ListResourcesForWebACL";

    private Protected() {}

    /**
     * What it takes, the leave of the service of the resources included, and what the rules of their web ACLs take.
     *
     * @param kind WAF's word, such as {@code COGNITO_USER_POOL}
     */
    public static Set<String> operations(String kind) {
        return Stream.concat(
                        Stream.of(
                                WebAcls.LIST,
                                RESOURCES,
                                RESOURCES + "/" + kind,
                                WebAcls.OF_RESOURCE,
                                WebAcls.OF_RESOURCE + "/" + kind),
                        WebAcls.OF_NAMED.stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param kind WAF's word, such as {@code COGNITO_USER_POOL}
     * @return for each resource the ARN of its web ACL, empty when nothing protects it
     */
    public static Map<String, Read<String>> by(UnitScope scope, String kind, List<String> resourceArns)
            throws InterruptedException {
        if (resourceArns.isEmpty()) return Map.of();
        Read<List<WebACLSummary>> acls = WebAcls.list(scope, Scope.REGIONAL).whole();
        if (acls instanceof Read.Known<List<WebACLSummary>>(List<WebACLSummary> known)
                && known.size() < resourceArns.size()) return byAcl(scope, kind, resourceArns, known);
        Map<String, Read<String>> found = new HashMap<>();
        List<Read<String>> each = scope.each(resourceArns, arn -> arn(WebAcls.of(scope, arn)));
        for (int i = 0; i < resourceArns.size(); i++) found.put(resourceArns.get(i), each.get(i));
        return found;
    }

    /** Of a web ACL that was read, empty without one. */
    public static Read<String> arn(Read<Optional<WebACL>> acl) {
        return acl.map(found -> found.map(WebACL::arn).orElse(""));
    }

    private static Map<String, Read<String>> byAcl(
            UnitScope scope, String kind, List<String> resourceArns, List<WebACLSummary> acls)
            throws InterruptedException {
        Read<List<Map.Entry<String, List<String>>>> all =
                ReadParts.all(scope.each(acls, acl -> resources(scope, kind, acl)));
        Map<String, Read<String>> found = new HashMap<>();
        for (String arn : resourceArns)
            found.put(
                    arn,
                    all.map(entries -> entries.stream()
                            .filter(entry -> entry.getValue().contains(arn))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElse("")));
        return found;
    }

    private static Read<Map.Entry<String, List<String>>> resources(UnitScope scope, String kind, WebACLSummary acl)
            throws InterruptedException {
        return scope.calls()
                .get(
                        Wafv2Client.class,
                        scope.region(),
                        ListResourcesForWebAclRequest.builder()
                                .webACLArn(acl.arn())
                                .resourceType(kind)
                                .build(),
                        Wafv2Client::listResourcesForWebACL)
                .map(ListResourcesForWebAclResponse::resourceArns)
                .map(arns -> Map.entry(acl.arn(), arns));
    }
}
