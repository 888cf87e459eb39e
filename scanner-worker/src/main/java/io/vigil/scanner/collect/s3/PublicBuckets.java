package io.vigil.scanner.collect.s3;

import io.vigil.checks.Read;
import io.vigil.checks.aws.wafv2.WebEndpoint;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.scanner.collect.AnyRead;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** Whether a bucket answers strangers, by its policy or its ACL, as far as block public access lets it. */
final class PublicBuckets {
    private static final List<String> EVERYONE = List.of("/global/AllUsers", "/global/AuthenticatedUsers");

    private PublicBuckets() {}

    static Read<WebEndpoint> endpoint(
            UnitScope scope,
            Bucket bucket,
            Read<Optional<PublicAccessBlockConfiguration>> own,
            Read<Optional<software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration>> account,
            Read<Optional<PolicyFacts>> policy,
            Read<List<Grant>> grants) {
        Read<Boolean> restricted = AnyRead.any(List.of(
                account.map(found ->
                        found.filter(it -> isTrue(it.restrictPublicBuckets())).isPresent()),
                own.map(found ->
                        found.filter(it -> isTrue(it.restrictPublicBuckets())).isPresent())));
        Read<Boolean> ignored = AnyRead.any(List.of(
                account.map(found ->
                        found.filter(it -> isTrue(it.ignorePublicAcls())).isPresent()),
                own.map(found ->
                        found.filter(it -> isTrue(it.ignorePublicAcls())).isPresent())));
        Read<Boolean> byPolicy =
                policy.map(found -> found.filter(PolicyFacts::isPublic).isPresent());
        Read<Boolean> byAcl = grants.map(all -> all.stream().anyMatch(PublicBuckets::isToEveryone));
        Read<Boolean> open = AnyRead.any(List.of(
                AnyRead.all(List.of(byPolicy, AnyRead.not(restricted))),
                AnyRead.all(List.of(byAcl, AnyRead.not(ignored)))));
        return open.map(isOpen -> new WebEndpoint(
                "bucket", scope.globalArn("s3", bucket.name()), bucket.name(), isOpen, /* filterable */ false));
    }

    private static boolean isTrue(Boolean told) {
        return Boolean.TRUE.equals(told);
    }

    private static boolean isToEveryone(Grant grant) {
        String uri =
                grant.grantee() == null ? "" : String.valueOf(grant.grantee().uri());
        return EVERYONE.stream().anyMatch(uri::endsWith);
    }
}
