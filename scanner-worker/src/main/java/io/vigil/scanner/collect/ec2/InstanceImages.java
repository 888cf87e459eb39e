package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;

/** The images that instances were started from, as far as AWS shows them to the account. */
final class InstanceImages {
    static final String OPERATION = "ec2:DescribeImages";

    /** So many values a filter may have. */
    private static final int AT_ONCE = 200;

    private static final int PAGE = 1000;

    private InstanceImages() {}

    static Read<Map<String, Image>> byId(UnitScope scope, List<Instance> instances) throws InterruptedException {
        List<String> ids = instances.stream()
                .map(Instance::imageId)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        List<Read<List<Image>>> batches = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += AT_ONCE)
            batches.add(batch(scope, ids.subList(from, Math.min(ids.size(), from + AT_ONCE))));
        return ReadParts.all(batches)
                .map(all -> all.stream()
                        .flatMap(Collection::stream)
                        .collect(Collectors.toMap(Image::imageId, Function.identity(), (first, again) -> again)));
    }

    /** Asked for by a filter: an id that is gone is an error where it is asked for by itself. */
    private static Read<List<Image>> batch(UnitScope scope, List<String> ids) throws InterruptedException {
        return scope.calls()
                .list(
                        Ec2Client.class,
                        scope.region(),
                        DescribeImagesRequest.builder()
                                .filters(Filter.builder()
                                        .name("image-id")
                                        .values(ids)
                                        .build())
                                .includeDeprecated(true)
                                .includeDisabled(true)
                                .maxResults(PAGE)
                                .build(),
                        Ec2Client::describeImagesPaginator,
                        DescribeImagesResponse::images)
                .whole();
    }
}
