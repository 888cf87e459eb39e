package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2Image;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.Image;

/** The AMIs of a region that the account itself owns; EC2 tells of each whether it is public. */
public final class Images implements Collector<Ec2Image> {
    private static final int PAGE = 1000;

    @Override
    public ResourceType<Ec2Image> type() {
        return ResourceTypes.EC2_IMAGE;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ec2:DescribeImages");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2Image> sink) throws InterruptedException {
        DescribeImagesRequest all =
                DescribeImagesRequest.builder().owners("self").maxResults(PAGE).build();
        return scope.calls().stream(
                Ec2Client.class,
                scope.region(),
                all,
                Ec2Client::describeImagesPaginator,
                DescribeImagesResponse::images,
                page -> {
                    for (Image each : page) if (scope.owns(each.ownerId())) sink.accept(resource(scope, each));
                });
    }

    private Resource<Ec2Image> resource(UnitScope scope, Image it) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arnWithoutAccount("ec2", "image/" + it.imageId()),
                it.name() == null ? it.imageId() : it.name(),
                Ec2Tags.of(it.tags()),
                new Ec2Image(it));
    }
}
