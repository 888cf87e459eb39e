package io.vigil.scanner.collect.efs;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.efs.EfsFileSystem;
import io.vigil.checks.aws.efs.EfsMountTarget;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.ec2.PublicSubnets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.BackupPolicy;
import software.amazon.awssdk.services.efs.model.DescribeBackupPolicyRequest;
import software.amazon.awssdk.services.efs.model.DescribeBackupPolicyResponse;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemPolicyRequest;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemPolicyResponse;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemsRequest;
import software.amazon.awssdk.services.efs.model.DescribeFileSystemsResponse;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetsRequest;
import software.amazon.awssdk.services.efs.model.DescribeMountTargetsResponse;
import software.amazon.awssdk.services.efs.model.FileSystemDescription;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.MountTargetDescription;
import software.amazon.awssdk.services.efs.model.Tag;

/** The file systems of a region, each with where it can be mounted. */
public final class FileSystems implements Collector<EfsFileSystem> {
    private static final int PAGE = 100;
    private static final Set<String> NONE = Set.of("PolicyNotFound", "FileSystemNotFound");
    private static final Set<LifeCycleState> ENDING = EnumSet.of(LifeCycleState.DELETING, LifeCycleState.DELETED);

    @Override
    public ResourceType<EfsFileSystem> type() {
        return ResourceTypes.EFS_FILE_SYSTEM;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "efs:DescribeFileSystems",
                "efs:DescribeFileSystemPolicy",
                "efs:DescribeBackupPolicy",
                "efs:DescribeMountTargets",
                PublicSubnets.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EfsFileSystem> sink) throws InterruptedException {
        return scope.calls().stream(
                EfsClient.class,
                scope.region(),
                DescribeFileSystemsRequest.builder().maxItems(PAGE).build(),
                EfsClient::describeFileSystemsPaginator,
                DescribeFileSystemsResponse::fileSystems,
                page -> {
                    List<FileSystemDescription> lasting = page.stream()
                            .filter(it -> !ENDING.contains(it.lifeCycleState()))
                            .toList();
                    for (Resource<EfsFileSystem> each : scope.each(lasting, f -> resource(scope, f))) sink.accept(each);
                });
    }

    private Resource<EfsFileSystem> resource(UnitScope scope, FileSystemDescription it) throws InterruptedException {
        return new Resource<>(
                type(),
                scope.region(),
                it.fileSystemArn() != null
                        ? it.fileSystemArn()
                        : scope.arn("elasticfilesystem", "file-system/" + it.fileSystemId()),
                it.name() == null ? it.fileSystemId() : it.name(),
                it.tags().stream()
                        .collect(Collectors.toMap(
                                Tag::key, tag -> Objects.requireNonNullElse(tag.value(), ""), (first, again) -> again)),
                new EfsFileSystem(it, policy(scope, it), backupPolicy(scope, it), mountTargets(scope, it)));
    }

    private static Read<Optional<PolicyFacts>> policy(UnitScope scope, FileSystemDescription it)
            throws InterruptedException {
        Read<Optional<DescribeFileSystemPolicyResponse>> policy = scope.calls()
                .find(
                        EfsClient.class,
                        scope.region(),
                        DescribeFileSystemPolicyRequest.builder()
                                .fileSystemId(it.fileSystemId())
                                .build(),
                        EfsClient::describeFileSystemPolicy,
                        NONE);
        return PolicyMeaning.ofOptional(
                scope,
                "efs:DescribeFileSystemPolicy",
                ReadParts.toldIfAny("efs:DescribeFileSystemPolicy", policy, DescribeFileSystemPolicyResponse::policy));
    }

    private static Read<Optional<BackupPolicy>> backupPolicy(UnitScope scope, FileSystemDescription it)
            throws InterruptedException {
        Read<Optional<DescribeBackupPolicyResponse>> policy = scope.calls()
                .find(
                        EfsClient.class,
                        scope.region(),
                        DescribeBackupPolicyRequest.builder()
                                .fileSystemId(it.fileSystemId())
                                .build(),
                        EfsClient::describeBackupPolicy,
                        NONE);
        return ReadParts.toldIfAny("efs:DescribeBackupPolicy", policy, DescribeBackupPolicyResponse::backupPolicy);
    }

    private static Read<List<EfsMountTarget>> mountTargets(UnitScope scope, FileSystemDescription it)
            throws InterruptedException {
        Read<List<MountTargetDescription>> targets = scope.calls()
                .list(
                        EfsClient.class,
                        scope.region(),
                        DescribeMountTargetsRequest.builder()
                                .fileSystemId(it.fileSystemId())
                                .maxItems(PAGE)
                                .build(),
                        EfsClient::describeMountTargetsPaginator,
                        DescribeMountTargetsResponse::mountTargets)
                .whole();
        if (!(targets instanceof Read.Known<List<MountTargetDescription>>(List<MountTargetDescription> known)))
            return targets.map(none -> List.of());
        List<EfsMountTarget> placed = new ArrayList<>();
        for (MountTargetDescription target : known)
            placed.add(new EfsMountTarget(
                    target,
                    PublicSubnets.among(scope, String.valueOf(target.vpcId()), List.of(target.subnetId()))
                            .map(open -> !open.isEmpty())));
        return Read.known(placed);
    }
}
