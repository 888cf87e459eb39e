package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2RegionSettings;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultRequest;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateRequest;
import software.amazon.awssdk.services.ec2.model.GetImageBlockPublicAccessStateResponse;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateRequest;
import software.amazon.awssdk.services.ec2.model.GetSnapshotBlockPublicAccessStateResponse;

/** What EC2 is set to in a region; there is always exactly one. */
public final class RegionSettings implements Collector<Ec2RegionSettings> {

    @Override
    public ResourceType<Ec2RegionSettings> type() {
        return ResourceTypes.EC2_REGION_SETTINGS;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "ec2:GetEbsEncryptionByDefault",
                "ec2:GetImageBlockPublicAccessState",
                "ec2:GetSnapshotBlockPublicAccessState");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2RegionSettings> sink) throws InterruptedException {
        Read<GetEbsEncryptionByDefaultResponse> ebsEncryption = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        GetEbsEncryptionByDefaultRequest.builder().build(),
                        Ec2Client::getEbsEncryptionByDefault);
        Read<GetImageBlockPublicAccessStateResponse> imageBlock = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        GetImageBlockPublicAccessStateRequest.builder().build(),
                        Ec2Client::getImageBlockPublicAccessState);
        Read<GetSnapshotBlockPublicAccessStateResponse> snapshotBlock = scope.calls()
                .get(
                        Ec2Client.class,
                        scope.region(),
                        GetSnapshotBlockPublicAccessStateRequest.builder().build(),
                        Ec2Client::getSnapshotBlockPublicAccessState);
        sink.accept(new Resource<>(
                type(),
                scope.region(),
                "%s/%s".formatted(scope.account(), scope.region()),
                "EC2 settings of " + scope.region(),
                Map.of(),
                new Ec2RegionSettings(scope.region().value(), ebsEncryption, imageBlock, snapshotBlock)));
        return ListEnd.REACHED;
    }
}
