package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.iam.IamActions;
import io.vigil.checks.iam.ReadRole;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.sandbox.SandboxOptions;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.unit.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The role that customers are given allows enough for every verdict, and nothing that no verdict needs: all its actions
 * are taken away in turn with {@code -Dvigil.full=true}, else some by {@code -Dvigil.seed}.
 */
class LeastPrivilegeTest {
    private static final int SAMPLE = 25;
    private static final AccountId ACCOUNT = new AccountId(DemoAccounts.WELL_KEPT);
    private static final AccountId NEGLECTED = new AccountId(DemoAccounts.STAGING);

    /** What every account knows anyway, and what AWS answers whatever the policies say. */
    private static final Set<String> COST_NOTHING = Stream.concat(
                    BrokenCallTest.NEED_NOT_WORK.stream(), Stream.of("sts:GetCallerIdentity"))
            .collect(java.util.stream.Collectors.toUnmodifiableSet());

    private static final Set<UnitKind> EVERY_KIND = Set.of(UnitKind.values());
    private static final CheckCatalogue CATALOGUE = CheckCatalogue.load();
    private static final CompiledChecks CHECKS = CompiledChecks.compile(CATALOGUE, EffectivePack.BASELINE);

    private static final InstantSource clock = InstantSource.fixed(Instant.now());
    private static final ReadRole ROLE =
            ReadRole.of("VigilReadOnly", "999988887777", DemoLab.EXTERNAL_ID, Collectors.ALL.operations());

    @TempDir
    static Path accounts;

    private static DemoLab lab;
    private static List<ScannedUnit> withEverything;
    private static final SortedSet<String> used = new TreeSet<>();

    @BeforeAll
    static void scanWithEverythingAllowed() throws Exception {
        lab = DemoLab.start(SandboxOptions.of(DemoLab.accounts(accounts)).clock(clock), AwsTimeouts.DEFAULT);
        withEverything = ScannedUnit.allOf(lab.enter(ACCOUNT), ACCOUNT, EVERY_KIND, CHECKS, clock);
        lab.sandbox
                .calls()
                .all()
                .forEach(count -> Collectors.ALL.operations().stream()
                        .filter(operation ->
                                SandboxFolders.ofOperation(operation).equals(count.service() + ":" + count.operation()))
                        .forEach(operation -> used.add(IamActions.of(operation))));
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @Test
    void theGeneratedRoleMakesTheSameVerdictsAsOneThatMayDoAll() throws Exception {
        // Given
        allow(ROLE);

        // When
        List<ScannedUnit> held = ScannedUnit.allOf(lab.enter(ACCOUNT), ACCOUNT, EVERY_KIND, CHECKS, clock);

        // Then
        assertThat(Comparison.of(withEverything, held, why -> false).lies()).isEmpty();
    }

    @Test
    void withoutAnyOneActionItsChecksSayThatTheyMissIt() throws Exception {
        // Given
        long seed = Long.parseLong(System.getProperty("vigil.seed", "1"));
        List<String> actions = new ArrayList<>(ROLE.actions());
        Collections.shuffle(actions, new Random(seed));
        System.out.println("LeastPrivilegeTest: vigil.seed=" + seed);
        if (!Boolean.getBoolean("vigil.full")) actions = actions.subList(0, SAMPLE);

        // When
        List<String> wrong = new ArrayList<>();
        for (String action : actions) wrong.addAll(wrongWithout(action));

        // Then
        assertThat(wrong).isEmpty();
    }

    @Test
    void theLeaveOfASecondServiceIsMissedByItsOwnName() throws Exception {
        // Given
        Set<String> gone = Set.of("cognito-idp:GetWebACLForResource", "cognito-idp:ListResourcesForWebACL");
        SortedSet<String> rest = new TreeSet<>(ROLE.actions());
        assertThat(rest).containsAll(gone);
        rest.removeAll(gone);
        allow(new ReadRole(ROLE.name(), ROLE.principal(), ROLE.externalId(), rest));
        CompiledChecks checks =
                Selection.of(CATALOGUE, EffectivePack.BASELINE, Set.of(new CheckId("cognito-waf-attached")));

        // When
        List<Verdict> verdicts = ScannedUnit.allOf(lab.enter(ACCOUNT), ACCOUNT, EVERY_KIND, checks, clock).stream()
                .flatMap(unit -> unit.verdicts().stream())
                .toList();

        // Then
        assertThat(verdicts)
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict.unread())
                        .isNotNull()
                        .satisfies(why -> assertThat(why.missingAction()).isIn(gone)));
    }

    private static List<String> wrongWithout(String action) throws Exception {
        Set<String> gone = together(action);
        SortedSet<String> rest = new TreeSet<>(ROLE.actions());
        rest.removeAll(gone);
        allow(new ReadRole(ROLE.name(), ROLE.principal(), ROLE.externalId(), rest));
        Set<CheckId> ids = new TreeSet<>();
        for (ResourceType<?> type : ResourceTypes.ALL)
            if (Collectors.ALL.operations(List.of(type)).stream()
                    .map(IamActions::of)
                    .anyMatch(gone::contains)) CHECKS.checksOf(type).forEach(check -> ids.add(check.id()));
        CompiledChecks checks = Selection.of(CATALOGUE, EffectivePack.BASELINE, ids);
        Comparison.Found found = Comparison.of(
                withEverything.stream().map(unit -> unit.only(checks)).toList(),
                ScannedUnit.allOf(lab.enter(ACCOUNT), ACCOUNT, EVERY_KIND, checks, clock),
                why -> why.reason() == UnreadReason.ACCESS_DENIED
                        && why.missingAction() != null
                        && gone.contains(why.missingAction()));
        List<String> wrong =
                new ArrayList<>(found.lies().stream().map(Comparison.Lie::words).toList());
        if (found.unread() == 0
                && used.contains(action)
                && !COST_NOTHING.contains(action)
                && !isMissedElsewhere(
                        new ReadRole(ROLE.name(), ROLE.principal(), ROLE.externalId(), rest), checks, gone))
            wrong.add("nothing is unknown");
        return wrong.stream()
                .map(word -> "without %s: %s".formatted(action, word))
                .toList();
    }

    /** The well-kept account holds nothing that some actions are needed for, such as a way in from the internet. */
    private static boolean isMissedElsewhere(ReadRole rest, CompiledChecks checks, Set<String> gone) throws Exception {
        allow(NEGLECTED, rest);
        return ScannedUnit.allOf(lab.enter(NEGLECTED), NEGLECTED, EVERY_KIND, checks, clock).stream()
                .flatMap(unit -> unit.verdicts().stream())
                .map(Verdict::unread)
                .filter(Objects::nonNull)
                .anyMatch(why -> why.missingAction() != null && gone.contains(why.missingAction()));
    }

    /** The sandbox keeps some services in one folder, and one action for both. */
    private static Set<String> together(String action) {
        Set<String> folders = new TreeSet<>();
        Set<String> together = new TreeSet<>();
        for (String operation : Collectors.ALL.operations())
            if (IamActions.of(operation).equals(action)) folders.add(SandboxFolders.ofOperation(operation));
        for (String operation : Collectors.ALL.operations())
            if (folders.contains(SandboxFolders.ofOperation(operation))) together.add(IamActions.of(operation));
        return together;
    }

    private static void allow(ReadRole role) throws IOException {
        allow(ACCOUNT, role);
    }

    private static void allow(AccountId account, ReadRole role) throws IOException {
        Path file = accounts.resolve(account.value()).resolve("global/iam/permissions/VigilReadOnly.json");
        Files.createDirectories(file.resolveSibling("."));
        new ObjectMapper()
                .writeValue(
                        file.toFile(),
                        role.policies().stream().map(ReadRole.Policy::document).toList());
    }
}
