package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.ResourceType;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.sandbox.SandboxOptions;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.unit.Selection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Never a lie: whichever call of a scan goes wrong and however, each verdict is what it would have been or says that it
 * is not known, and why. Every check meets every way with {@code -Dvigil.full=true}, operation by operation; else each
 * meets as many as {@link #ROUNDS} says, by {@code -Dvigil.seed}. {@code -Dvigil.operations=ec2:DescribeVpcs,…} tries these in every way.
 */
class BrokenCallTest {
    private static final int ROUNDS = 1;

    /** So many ways hide the whole account in the ordinary run. */
    private static final int WAYS = 5;

    private static final long SEED = Long.parseLong(System.getProperty("vigil.seed", "1"));
    private static final int AT_ONCE = 14;

    /** A right that describing all stacks at once takes. */
    private static final String NEVER_CALLED = "cloudformation:ListStacks";

    /** The first only makes the report newer, an old one is read as well; the second counts while block public access is on. */
    static final Set<String> NEED_NOT_WORK =
            Set.of("iam:GenerateCredentialReport", "ec2:DescribeVpcBlockPublicAccessExclusions", NEVER_CALLED);

    /** Retries get through, a call that hangs does not hold the test up. */
    private static final AwsTimeouts PATIENT =
            new AwsTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(60));

    private static final AwsTimeouts HURRIED =
            new AwsTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(6), Duration.ofSeconds(7));

    /** Where no call is to come back anyway. */
    private static final AwsTimeouts HASTY =
            new AwsTimeouts(Duration.ofSeconds(5), Duration.ofMillis(800), Duration.ofSeconds(1));

    private static final CheckCatalogue CATALOGUE = CheckCatalogue.load();
    private static final CompiledChecks CHECKS = CompiledChecks.compile(CATALOGUE, EffectivePack.BASELINE);
    private static final boolean FULL = Boolean.getBoolean("vigil.full");

    private static final InstantSource clock = InstantSource.fixed(Instant.now());

    @TempDir
    static Path accounts;

    private static SoundScan sound;

    @BeforeAll
    static void scanWhileAllIsWell() throws Exception {
        sound = SoundScan.of(DemoLab.accounts(accounts), CHECKS, clock);
    }

    @Test
    void makesUnknownWhatRestsOnItAndChangesNothingElse() throws Exception {
        // Given
        List<Trial> trials = plan().trials();

        // When
        List<String> lies = all(trials, BrokenCallTest::liesUnder);

        // Then
        assertThat(lies).isEmpty();
    }

    @Test
    void leavesEveryCheckUnknownWhereEachCallGoesWrong() throws Exception {
        // Given
        List<Disturbance.Way> ways = new ArrayList<>(Arrays.stream(Disturbance.Way.values())
                .filter(Disturbance.Way::alwaysHides)
                .toList());
        if (!FULL) {
            Collections.shuffle(ways, new Random(SEED));
            ways = ways.subList(0, WAYS);
        }

        // When
        List<String> lies = all(ways, BrokenCallTest::liesWhereAllIs);

        // Then
        assertThat(lies).isEmpty();
    }

    @Test
    void everyDeclaredOperationIsCalledAndNoOther() {
        // When
        SortedSet<String> called = sound.called();

        // Then
        called.remove("sts:AssumeRole"); // the door's own call
        called.add(NEVER_CALLED);
        assertThat(called)
                .containsExactlyInAnyOrderElementsOf(Collectors.ALL.operations().stream()
                        // what an operation takes besides, of the service of a resource
                        .filter(operation -> operation.indexOf('/') < 0)
                        .map(SandboxFolders::ofOperation)
                        .distinct()
                        .toList());
    }

    private static TrialPlan plan() {
        String only = System.getProperty("vigil.operations", "");
        List<String> operations = only.isBlank() ? List.copyOf(Collectors.ALL.operations()) : List.of(only.split(","));
        TrialPlan plan = FULL || !only.isBlank()
                ? TrialPlan.whole(sound, operations)
                : TrialPlan.sample(sound, operations, SEED, ROUNDS);
        System.out.printf(
                "BrokenCallTest: vigil.seed=%d, %d operations broken in %d scans%n",
                SEED,
                plan.trials().stream()
                        .mapToInt(trial -> trial.disturbances.size())
                        .sum(),
                plan.trials().size());
        if (only.isBlank()) assertThatEachMeetsEnough(plan);
        return plan;
    }

    private static void assertThatEachMeetsEnough(TrialPlan plan) {
        List<CheckId> every = CATALOGUE.checks().stream().map(Check::id).toList();
        assertThat(plan.covered()).containsExactlyInAnyOrderElementsOf(every);
        for (Disturbance.Way way : Disturbance.Way.values())
            // what is called once has no second call, and not all answers have a type that can be wrong
            if (FULL && !way.sparesTheFirst() && way != Disturbance.Way.WRONG_TYPES)
                assertThat(plan.covered(way)).as("checks that meet %s", way).containsExactlyInAnyOrderElementsOf(every);
            else assertThat(plan.covered(way)).as("checks that meet %s", way).isNotEmpty();
    }

    @FunctionalInterface
    private interface Try<T> {
        List<String> lies(T each) throws Exception;
    }

    private static <T> List<String> all(List<T> each, Try<T> toTry) throws Exception {
        List<Callable<List<String>>> runs = new ArrayList<>();
        for (T one : each) runs.add(() -> toTry.lies(one));
        List<String> lies = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (Future<List<String>> run : threads.invokeAll(runs)) lies.addAll(run.get());
        }
        return lies;
    }

    private static List<String> liesUnder(Trial trial) throws Exception {
        long from = System.nanoTime();
        CompiledChecks checks = checksOf(trial.types);
        Set<UnitKind> kinds = kindsOf(checks);
        boolean late = trial.way == Disturbance.Way.ANSWERED_TOO_LATE;
        SandboxOptions options = options().pageSize(trial.way.needsPages() ? SoundScan.SMALL_PAGE : SoundScan.PAGE);
        List<ScannedUnit> broken;
        try (DemoLab lab = DemoLab.start(options, late ? HURRIED : PATIENT)) {
            AwsSession session = lab.enter(trial.account);
            for (Disturbance each : trial.disturbances) lab.sandbox.faults().add(each.fault());
            broken = ScannedUnit.allOf(session, trial.account, kinds, checks, clock);
        } catch (IllegalStateException gaveUp) {
            return List.of("under %s the scan gave up: %s".formatted(trial, root(gaveUp)));
        }
        Set<Disturbance> noticed = new HashSet<>();
        Comparison.Found found = Comparison.of(
                sound.units().get(trial.account).stream()
                        .filter(unit -> kinds.contains(unit.kind()))
                        .map(unit -> unit.only(checks))
                        .toList(),
                broken,
                why -> trial.explaining(why).map(noticed::add).isPresent());
        List<String> lies = Stream.concat(
                        found.lies().stream()
                                .map(lie -> "under %s: %s".formatted(trial.causeOf(lie.type()), lie.words())),
                        trial.disturbances.stream()
                                .filter(each -> each.way().alwaysHides()
                                        && !noticed.contains(each)
                                        && !NEED_NOT_WORK.contains(each.operation()))
                                .map("under %s: nothing became unknown"::formatted))
                .toList();
        if (FULL)
            System.out.printf(
                    "%s: %d unknown, %d ms, lies: %s%n",
                    trial, found.unread(), (System.nanoTime() - from) / 1_000_000, lies);
        return lies;
    }

    /** Lists and all: of each check it must be said that it is not known, and of which call it is. */
    private static List<String> liesWhereAllIs(Disturbance.Way way) throws Exception {
        AccountId account = new AccountId(DemoAccounts.WELL_KEPT);
        boolean waits = way == Disturbance.Way.ANSWERED_TOO_LATE || way == Disturbance.Way.THROTTLED_FOR_EVER;
        List<Verdict> verdicts = new ArrayList<>();
        try (DemoLab lab = DemoLab.start(options(), waits ? HASTY : PATIENT)) {
            AwsSession session = lab.enter(account);
            lab.sandbox.faults().add(way.fault(/* service */ null, /* operation */ null));
            // one unit of each kind judges every check
            List<Region> units = List.of(Region.GLOBAL, DemoLab.REGIONS.getFirst());
            for (ScannedUnit unit : ScannedUnit.of(session, account, units, CHECKS, clock))
                verdicts.addAll(unit.verdicts());
        }
        Set<CheckId> silent = new TreeSet<>();
        for (Check check : CATALOGUE.checks()) silent.add(check.id());
        verdicts.forEach(verdict -> silent.remove(verdict.check()));
        return Stream.concat(
                        silent.stream().map("%s says nothing"::formatted),
                        verdicts.stream()
                                .filter(verdict -> !isExplained(verdict, way))
                                .map(verdict -> "%s of %s is %s: %s, %s"
                                        .formatted(
                                                verdict.check(),
                                                verdict.resourceName(),
                                                verdict.status(),
                                                verdict.message(),
                                                verdict.unread())))
                .map(lie -> "under %s of every call: %s".formatted(way, lie))
                .toList();
    }

    private static boolean isExplained(Verdict verdict, Disturbance.Way way) {
        if (verdict.status() != Status.UNDETERMINED) return false;
        Unread why = Objects.requireNonNull(verdict.unread());
        return why.reason() == UnreadReason.NOT_DECLARED
                || Collectors.ALL.operations().stream()
                        .anyMatch(operation -> new Disturbance(operation, way).explains(why));
    }

    private static SandboxOptions options() {
        return SandboxOptions.of(accounts).clock(clock);
    }

    private static CompiledChecks checksOf(Set<ResourceType<?>> types) {
        Set<CheckId> ids = new TreeSet<>();
        for (ResourceType<?> type : types) CHECKS.checksOf(type).forEach(check -> ids.add(check.id()));
        return Selection.of(CATALOGUE, EffectivePack.BASELINE, ids);
    }

    private static Set<UnitKind> kindsOf(CompiledChecks checks) {
        Set<UnitKind> kinds = new HashSet<>();
        for (ResourceType<?> type : checks.resourceTypes()) kinds.add(type.kind());
        return kinds;
    }

    private static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) cause = cause.getCause();
        return cause;
    }
}
