package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ec2.Ec2SecurityGroup;
import io.vigil.checks.aws.ec2.PrefixListBlock;
import io.vigil.checks.reach.PrefixLists;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/** The security groups of a region that the account itself owns, each with what uses it. */
public final class SecurityGroups implements Collector<Ec2SecurityGroup> {

    @Override
    public ResourceType<Ec2SecurityGroup> type() {
        return ResourceTypes.EC2_SECURITY_GROUP;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(GroupUses.OPERATIONS.stream(), Stream.of(PrefixListEntries.OPERATION))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<Ec2SecurityGroup> sink) throws InterruptedException {
        GroupUses uses = GroupUses.of(scope);
        Listed<SecurityGroup> groups = NetworkLists.securityGroups(scope);
        Map<String, Read<List<String>>> prefixLists =
                PrefixListEntries.of(scope, PrefixLists.namedIn(groups.items(), List.of()));
        for (SecurityGroup each : groups.items())
            if (scope.owns(each.ownerId())) sink.accept(resource(scope, each, uses, prefixLists));
        return groups.end();
    }

    private Resource<Ec2SecurityGroup> resource(
            UnitScope scope, SecurityGroup group, GroupUses uses, Map<String, Read<List<String>>> prefixLists) {
        return new Resource<>(
                type(),
                scope.region(),
                scope.arn("ec2", "security-group/" + group.groupId()),
                group.groupName(),
                Ec2Tags.of(group.tags()),
                new Ec2SecurityGroup(
                        group,
                        GroupUses.of(group, uses.interfaces()),
                        GroupUses.of(group, uses.referringGroups()),
                        GroupUses.of(group, uses.functions()),
                        GroupUses.of(group, uses.launches()),
                        blocks(PrefixLists.namedIn(List.of(group), List.of()), prefixLists)));
    }

    private static Read<List<PrefixListBlock>> blocks(Set<String> ids, Map<String, Read<List<String>>> prefixLists) {
        List<Read<List<PrefixListBlock>>> each = new ArrayList<>();
        prefixLists.forEach((id, entries) -> {
            if (ids.contains(id))
                each.add(entries.map(blocks -> blocks.stream()
                        .map(block -> new PrefixListBlock(id, block))
                        .toList()));
        });
        return ReadParts.all(each).map(all -> all.stream().flatMap(List::stream).toList());
    }
}
