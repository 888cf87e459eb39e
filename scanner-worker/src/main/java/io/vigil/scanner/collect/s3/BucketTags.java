package io.vigil.scanner.collect.s3;

import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.Tag;

/** Tags of buckets: one list a region instead of a call a bucket. */
final class BucketTags {
    static final String OPERATION = "tag:GetResources";

    private static final int PAGE = 100;

    private BucketTags() {}

    /** A bucket that never had a tag is not in the list. */
    static Read<Map<String, String>> of(UnitScope scope, String bucket, Region at) throws InterruptedException {
        String arn = scope.globalArn("s3", bucket);
        return scope.calls()
                .list(
                        ResourceGroupsTaggingApiClient.class,
                        at,
                        GetResourcesRequest.builder()
                                .resourceTypeFilters("s3")
                                .resourcesPerPage(PAGE)
                                .build(),
                        ResourceGroupsTaggingApiClient::getResourcesPaginator,
                        GetResourcesResponse::resourceTagMappingList)
                .whole()
                .map(all -> all.stream()
                        .filter(each -> arn.equals(each.resourceARN()))
                        .map(ResourceTagMapping::tags)
                        .flatMap(List::stream)
                        .collect(Collectors.toMap(
                                Tag::key,
                                tag -> Objects.requireNonNullElse(tag.value(), ""),
                                (first, again) -> first)));
    }
}
