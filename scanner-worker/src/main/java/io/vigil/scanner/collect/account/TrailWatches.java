package io.vigil.scanner.collect.account;

import io.vigil.checks.Read;
import io.vigil.checks.aws.account.AccountTrail;
import io.vigil.checks.aws.account.TrailWatch;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.cloudtrail.RegionTrails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/** The trails of all regions that write to a log group, with the alarms on what is counted there. */
final class TrailWatches {
    static final Set<String> OPERATIONS = Stream.concat(
                    RegionTrails.OPERATIONS.stream(), EventAlarms.OPERATIONS.stream())
            .collect(Collectors.toUnmodifiableSet());

    private TrailWatches() {}

    /** A trail of all regions is shown in each of them, so one region that can be read is enough. */
    static Read<List<TrailWatch>> of(UnitScope scope) throws InterruptedException {
        Map<String, AccountTrail> trails = new LinkedHashMap<>();
        boolean read = false;
        Read<List<TrailWatch>> unread = Read.known(List.of());
        for (Read<List<AccountTrail>> shown : scope.each(scope.regions(), region -> RegionTrails.in(scope, region))) {
            switch (shown) {
                case Read.Known<List<AccountTrail>>(List<AccountTrail> known) -> {
                    read = true;
                    known.stream()
                            .filter(TrailWatches::isWatchable)
                            .forEach(t -> trails.putIfAbsent(t.trail().trailARN(), t));
                }
                case Read.Missing<List<AccountTrail>>(Unread why) -> unread = Read.missing(why);
            }
        }
        return read ? Read.known(scope.each(List.copyOf(trails.values()), trail -> watch(scope, trail))) : unread;
    }

    private static boolean isWatchable(AccountTrail trail) {
        String group = trail.trail().cloudWatchLogsLogGroupArn();
        return Boolean.TRUE.equals(trail.trail().isMultiRegionTrail()) && group != null && !group.isEmpty();
    }

    private static TrailWatch watch(UnitScope scope, AccountTrail trail) throws InterruptedException {
        Arn group = Arn.fromString(trail.trail().cloudWatchLogsLogGroupArn());
        String owner = group.accountId().orElse("");
        return new TrailWatch(
                trail.trail().trailARN(),
                group.toString(),
                trail.status()
                        .flatMap(status -> trail.selectors()
                                .map(selectors ->
                                        Boolean.TRUE.equals(status.isLogging()) && logsManagementEvents(selectors))),
                trail.selectors().map(TrailWatches::excludedSources),
                owner.equals(scope.account().value())
                        ? EventAlarms.on(scope, new Region(group.region().orElseThrow()), groupName(group))
                        : Read.missing(new Unread(
                                UnreadReason.NOT_SUPPORTED,
                                "logs:DescribeMetricFilters",
                                null,
                                "the trail's log group belongs to account " + owner)));
    }

    /** Of {@code log-group:NAME:*}. */
    static String groupName(Arn group) {
        return group.resourceAsString().replaceFirst("^log-group:", "").replaceFirst(":\\*$", "");
    }

    static boolean logsManagementEvents(GetEventSelectorsResponse selectors) {
        return selectors.eventSelectors().stream().anyMatch(TrailWatches::selectsAllManagementEvents)
                || selectors.advancedEventSelectors().stream().anyMatch(TrailWatches::selectsAllManagementEvents);
    }

    /** What each selector of management events leaves out; what one of them takes in is logged. */
    static List<String> excludedSources(GetEventSelectorsResponse selectors) {
        List<List<String>> each = Stream.concat(
                        selectors.eventSelectors().stream()
                                .filter(TrailWatches::selectsAllManagementEvents)
                                .map(EventSelector::excludeManagementEventSources),
                        selectors.advancedEventSelectors().stream()
                                .filter(TrailWatches::selectsAllManagementEvents)
                                .map(TrailWatches::excludedSources))
                .toList();
        return each.isEmpty()
                ? List.of()
                : each.getFirst().stream()
                        .filter(source -> each.stream().allMatch(others -> others.contains(source)))
                        .toList();
    }

    private static boolean selectsAllManagementEvents(EventSelector selector) {
        return Boolean.TRUE.equals(selector.includeManagementEvents()) && selector.readWriteType() == ReadWriteType.ALL;
    }

    /** Some sources may be left out; a selector that names what it takes in leaves out all the rest. */
    private static boolean selectsAllManagementEvents(AdvancedEventSelector selector) {
        return selector.fieldSelectors().stream()
                        .anyMatch(field -> "eventCategory".equals(field.field())
                                && field.equalsValue().contains("Management"))
                && selector.fieldSelectors().stream()
                        .allMatch(field -> "eventCategory".equals(field.field())
                                || "eventSource".equals(field.field()) && !namesWhatItTakes(field));
    }

    private static boolean namesWhatItTakes(AdvancedFieldSelector field) {
        return field.hasEqualsValue() || field.hasStartsWith() || field.hasEndsWith();
    }

    private static List<String> excludedSources(AdvancedEventSelector selector) {
        return selector.fieldSelectors().stream()
                .filter(field -> "eventSource".equals(field.field()))
                .flatMap(field -> field.notEquals().stream())
                .toList();
    }
}
