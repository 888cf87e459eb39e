package io.vigil.scanner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Judgement;
import io.vigil.checks.Needs;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.iam.DeclaredOperations;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import io.vigil.scanner.aws.AwsCalls;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.collect.UnitScope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of an account for some checks is enough for them, and not more. */
class NeededPartsTest {
    private static final CompiledChecks ALL = CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE);
    private static final Collector<?> COLLECTOR =
            Collectors.ALL.of(ResourceTypes.ACCOUNT).orElseThrow();
    private static final Instant NOW = Instant.now();

    private static DemoLab lab;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        lab = DemoLab.start(DemoLab.accounts(folder), AwsTimeouts.DEFAULT);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void aCheckByItselfSaysWhatItSaysAmongAll() throws Exception {
        for (AccountId account : DemoLab.ACCOUNTS) {
            // Given
            AwsCalls calls = new AwsCalls(lab.enter(account), IamActions::of);
            Map<CheckId, Status> among = statuses(ALL, read(calls, account, Needs.EVERYTHING));
            for (Check check : ALL.checksOf(ResourceTypes.ACCOUNT)) {
                CompiledChecks alone = ALL.only(Set.of(check.id()));

                // When
                Resource<?> part = read(calls, account, alone.needs(ResourceTypes.ACCOUNT));

                // Then
                assertThat(statuses(alone, part))
                        .as("%s in %s", check.id(), account)
                        .isEqualTo(Map.of(check.id(), among.get(check.id())));
            }
        }
    }

    @Test
    void aCheckByItselfCallsWhatItsRoleAllowsAndNoMore() throws Exception {
        AccountId account = DemoLab.ACCOUNTS.getFirst();
        AwsSession session = lab.enter(account);
        for (String id : List.of(
                "iam-root-mfa-enabled",
                "guardduty-enabled-all-regions",
                "iam-password-policy-minimum-length-14",
                "s3-account-block-public-access-enabled",
                "identity-center-enabled",
                "cloudwatch-alarm-root-usage")) {
            // Given
            CompiledChecks alone = ALL.only(Set.of(new CheckId(id)));
            AwsCalls calls = new AwsCalls(session, IamActions::of);

            // When
            read(calls, account, alone.needs(ResourceTypes.ACCOUNT));

            // Then
            assertThat(new TreeSet<>(calls.counts().byOperation().keySet()))
                    .as(id)
                    .isEqualTo(DeclaredOperations.load().of(alone));
        }
    }

    private static Resource<?> read(AwsCalls calls, AccountId account, Needs needs) throws InterruptedException {
        UnitScope scope =
                new UnitScope(account, Region.GLOBAL, DemoLab.REGIONS, calls.declaring(COLLECTOR.operations()), needs);
        List<Resource<?>> found = new ArrayList<>();
        COLLECTOR.collect(scope, found::add);
        return found.getFirst();
    }

    private static Map<CheckId, Status> statuses(CompiledChecks checks, Resource<?> resource) {
        Map<CheckId, Status> statuses = new TreeMap<>();
        for (Judgement judgement : checks.judge(resource, NOW))
            statuses.put(judgement.verdict().check(), judgement.verdict().status());
        return statuses;
    }
}
