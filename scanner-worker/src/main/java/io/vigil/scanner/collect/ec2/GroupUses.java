package io.vigil.scanner.collect.ec2;

import io.vigil.checks.Read;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.autoscaling.Launches;
import io.vigil.scanner.collect.lambda.Functions;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * What uses the security groups of a region; each from a group's id to how many.
 */
record GroupUses(
        Read<Map<String, Integer>> interfaces,
        Read<Map<String, Integer>> referringGroups,
        Read<Map<String, Integer>> functions,
        Read<Map<String, Integer>> launches) {
    static final Set<String> OPERATIONS = Stream.concat(
                    Stream.of("ec2:DescribeSecurityGroups", "ec2:DescribeNetworkInterfaces", "lambda:ListFunctions"),
                    Launches.OPERATIONS.stream())
            .collect(Collectors.toUnmodifiableSet());

    static GroupUses of(UnitScope scope) throws InterruptedException {
        return new GroupUses(
                NetworkLists.networkInterfaces(scope)
                        .whole()
                        .map(all -> count(
                                all,
                                each -> each.groups().stream()
                                        .map(GroupIdentifier::groupId)
                                        .toList())),
                NetworkLists.securityGroups(scope).whole().map(all -> count(all, GroupUses::referredBy)),
                Functions.list(scope)
                        .whole()
                        .map(all -> count(
                                all,
                                each -> each.vpcConfig() == null
                                        ? List.of()
                                        : each.vpcConfig().securityGroupIds())),
                Launches.bySecurityGroup(scope));
    }

    static Read<Integer> of(SecurityGroup group, Read<Map<String, Integer>> use) {
        return use.map(all -> all.getOrDefault(group.groupId(), 0));
    }

    /** Other groups only: a group that names itself is not in use by that. */
    private static Set<String> referredBy(SecurityGroup group) {
        return Stream.concat(group.ipPermissions().stream(), group.ipPermissionsEgress().stream())
                .flatMap(rule -> rule.userIdGroupPairs().stream())
                .map(UserIdGroupPair::groupId)
                .filter(named -> named != null && !named.equals(group.groupId()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> Map<String, Integer> count(List<T> users, Function<T, Collection<String>> groups) {
        return users.stream()
                .flatMap(user -> groups.apply(user).stream().distinct())
                .collect(Collectors.toMap(group -> group, group -> 1, Integer::sum));
    }
}
