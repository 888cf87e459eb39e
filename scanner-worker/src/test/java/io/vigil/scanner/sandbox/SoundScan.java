package io.vigil.scanner.sandbox;

import io.vigil.checks.CompiledChecks;
import io.vigil.checks.ResourceType;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnitKind;
import io.vigil.sandbox.CallCounts;
import io.vigil.sandbox.SandboxOptions;
import io.vigil.scanner.aws.AwsTimeouts;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The demo accounts while nothing is broken.
 *
 * @param calls how often an operation is called, in the sandbox's word for it
 * @param pagedCalls the same where a page holds {@link #SMALL_PAGE} things
 */
record SoundScan(
        Map<AccountId, List<ScannedUnit>> units,
        Map<AccountId, Map<String, Long>> calls,
        Map<AccountId, Map<String, Long>> pagedCalls) {
    static final int PAGE = 50;
    static final int SMALL_PAGE = 2;

    static SoundScan of(Path accounts, CompiledChecks checks, InstantSource clock) throws Exception {
        SoundScan sound = new SoundScan(new HashMap<>(), new HashMap<>(), new HashMap<>());
        scan(accounts, PAGE, checks, clock, sound.units, sound.calls);
        scan(accounts, SMALL_PAGE, checks, clock, new HashMap<>(), sound.pagedCalls);
        return sound;
    }

    private static void scan(
            Path accounts,
            int pageSize,
            CompiledChecks checks,
            InstantSource clock,
            Map<AccountId, List<ScannedUnit>> units,
            Map<AccountId, Map<String, Long>> calls)
            throws Exception {
        SandboxOptions options = SandboxOptions.of(accounts).pageSize(pageSize).clock(clock);
        try (DemoLab lab = DemoLab.start(options, AwsTimeouts.DEFAULT)) {
            for (AccountId account : DemoLab.ACCOUNTS)
                units.put(
                        account,
                        ScannedUnit.allOf(lab.enter(account), account, Set.of(UnitKind.values()), checks, clock));
            for (CallCounts.Count count : lab.sandbox.calls().all())
                calls.computeIfAbsent(new AccountId(count.account()), none -> new HashMap<>())
                        .merge(count.service() + ":" + count.operation(), count.calls(), Long::sum);
        }
    }

    /** In the sandbox's words. */
    SortedSet<String> called() {
        return calls.values().stream()
                .flatMap(ofAccount -> ofAccount.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the account makes the call that is to go wrong. */
    boolean meets(AccountId account, Disturbance disturbance) {
        String operation = SandboxFolders.ofOperation(disturbance.operation());
        return disturbance.way().sparesTheFirst()
                ? pagedCalls.get(account).getOrDefault(operation, 0L) > 1
                : calls.get(account).containsKey(operation);
    }

    /** The checks that pass or fail there, and those that do so nowhere but are judged. */
    Set<CheckId> told(AccountId account, Set<ResourceType<?>> types) {
        Set<String> names = types.stream().map(ResourceType::name).collect(Collectors.toSet());
        Set<CheckId> told = checks(List.of(account), names, SoundScan::isDecided);
        Set<CheckId> undecided = checks(List.of(account), names, status -> true);
        undecided.removeAll(checks(DemoLab.ACCOUNTS, names, SoundScan::isDecided));
        told.addAll(undecided);
        return told;
    }

    private static boolean isDecided(Status status) {
        return status == Status.PASS || status == Status.FAIL;
    }

    private Set<CheckId> checks(List<AccountId> accounts, Set<String> types, Predicate<Status> wanted) {
        return accounts.stream()
                .flatMap(account -> units.get(account).stream())
                .flatMap(unit -> unit.verdicts().stream())
                .filter(verdict -> types.contains(verdict.resourceType()) && wanted.test(verdict.status()))
                .map(verdict -> verdict.check())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
