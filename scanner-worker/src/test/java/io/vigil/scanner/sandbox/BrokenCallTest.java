package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.UnitKind;
import io.vigil.sandbox.CallCounts;
import io.vigil.sandbox.SandboxOptions;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.collect.Collectors;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Never a lie: whichever call of a scan goes wrong and however, each verdict is what it would have been or says that it
 * is not known, and why. All operations by all ways with {@code -Dvigil.full=true}, else some of them by
 * {@code -Dvigil.seed}.
 */
class BrokenCallTest {
    private static final int SAMPLE = 14;
    private static final int AT_ONCE = 6;

    /** A right that describing all stacks at once takes. */
    private static final String NEVER_CALLED = "cloudformation:ListStacks";

    /** The first only makes the report newer, an old one is read as well; the second counts while block public access is on. */
    private static final Set<String> NEED_NOT_WORK =
            Set.of("iam:GenerateCredentialReport", "ec2:DescribeVpcBlockPublicAccessExclusions", NEVER_CALLED);

    /** Retries get through, a call that hangs does not hold the test up. */
    private static final AwsTimeouts PATIENT =
            new AwsTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60));

    private static final AwsTimeouts HURRIED =
            new AwsTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(12));

    private static final Set<UnitKind> EVERY_KIND = Set.of(UnitKind.GLOBAL, UnitKind.REGIONAL);

    private final InstantSource clock = InstantSource.fixed(Instant.now());
    private final CompiledChecks checks = CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE);

    @TempDir
    Path folder;

    @Test
    void makesUnknownWhatRestsOnItAndChangesNothingElse() throws Exception {
        // Given
        List<Disturbance> disturbances = disturbances();
        Path accounts = DemoLab.accounts(folder);
        Sound sound = sound(accounts);

        // When
        List<Callable<List<String>>> runs = new ArrayList<>();
        for (Disturbance each : disturbances) runs.add(() -> liesUnder(accounts, each, sound));
        List<String> lies = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<List<String>> run : threads.invokeAll(runs)) lies.addAll(run.get());
        }

        // Then
        assertThat(lies).isEmpty();
    }

    @Test
    void everyDeclaredOperationIsCalledAndNoOther() throws Exception {
        // Given
        Path accounts = DemoLab.accounts(folder);

        // When
        SortedSet<String> called = new TreeSet<>(sound(accounts).callers().keySet());

        // Then
        called.remove("sts:AssumeRole"); // the door's own call
        called.add(NEVER_CALLED);
        assertThat(called)
                .containsExactlyInAnyOrderElementsOf(Collectors.ALL.operations().stream()
                        .map(SandboxFolders::ofOperation)
                        .distinct()
                        .toList());
    }

    /** @param callers an account that really makes the call, by the sandbox's word for the operation */
    private record Sound(Map<AccountId, List<ScannedUnit>> units, Map<String, AccountId> callers) {}

    private Sound sound(Path accounts) throws Exception {
        Sound sound = new Sound(new HashMap<>(), new HashMap<>());
        try (DemoLab lab = DemoLab.start(SandboxOptions.of(accounts).clock(clock), PATIENT)) {
            for (AccountId account : DemoLab.ACCOUNTS)
                sound.units.put(account, ScannedUnit.allOf(lab.enter(account), account, EVERY_KIND, checks, clock));
            for (CallCounts.Count count : lab.sandbox.calls().all())
                sound.callers.putIfAbsent(count.service() + ":" + count.operation(), new AccountId(count.account()));
        }
        return sound;
    }

    private static List<Disturbance> disturbances() {
        List<Disturbance> all = new ArrayList<>();
        for (String operation : Collectors.ALL.operations())
            for (Disturbance.Way way : Disturbance.Way.values()) all.add(new Disturbance(operation, way));
        all.removeIf(each -> !each.canHappen());
        long seed = seed();
        System.out.println("BrokenCallTest: vigil.seed=" + seed);
        Collections.shuffle(all, new Random(seed));
        if (Boolean.getBoolean("vigil.full")) return all;
        return all.subList(0, SAMPLE);
    }

    private static long seed() {
        String given = System.getProperty("vigil.seed", "");
        return given.isBlank() ? 1 : Long.parseLong(given);
    }

    private List<String> liesUnder(Path accounts, Disturbance disturbance, Sound sound) throws Exception {
        AccountId account = sound.callers().get(SandboxFolders.ofOperation(disturbance.operation()));
        boolean late = disturbance.way() == Disturbance.Way.ANSWERED_TOO_LATE;
        int pageSize = disturbance.way().needsPages() ? 2 : 50;
        List<ScannedUnit> broken;
        long from = System.nanoTime();
        try {
            broken = scan(account, accounts, pageSize, late ? HURRIED : PATIENT, disturbance);
        } catch (IllegalStateException gaveUp) {
            return List.of("under %s the scan gave up: %s".formatted(disturbance, root(gaveUp)));
        }
        Comparison.Found found = Comparison.of(
                sound.units().get(account).stream()
                        .filter(unit -> disturbance.kinds().contains(unit.kind()))
                        .toList(),
                broken,
                disturbance::explains);
        if (Boolean.getBoolean("vigil.full"))
            System.out.printf(
                    "%s: %d unknown, %d lies, %d ms%n",
                    disturbance, found.unread(), found.lies().size(), (System.nanoTime() - from) / 1_000_000);
        Stream<String> silent = disturbance.way().alwaysHides()
                        && found.unread() == 0
                        && !NEED_NOT_WORK.contains(disturbance.operation())
                ? Stream.of("nothing became unknown")
                : Stream.empty();
        return Stream.concat(found.lies().stream(), silent)
                .map(lie -> "under %s: %s".formatted(disturbance, lie))
                .toList();
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause;
    }

    private List<ScannedUnit> scan(
            AccountId account, Path accounts, int pageSize, AwsTimeouts timeouts, Disturbance disturbance)
            throws Exception {
        SandboxOptions options = SandboxOptions.of(accounts).pageSize(pageSize).clock(clock);
        try (DemoLab lab = DemoLab.start(options, timeouts)) {
            var session = lab.enter(account);
            lab.sandbox.faults().add(disturbance.fault());
            return ScannedUnit.allOf(session, account, disturbance.kinds(), checks, clock);
        }
    }
}
