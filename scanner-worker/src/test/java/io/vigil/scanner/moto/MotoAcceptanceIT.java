package io.vigil.scanner.moto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Verdict;
import io.vigil.scanner.aws.AwsEndpoint;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.aws.AwsTransport;
import io.vigil.scanner.aws.Door;
import io.vigil.scanner.aws.EnterAccount;
import io.vigil.scanner.aws.Entry;
import io.vigil.scanner.aws.RateLimits;
import io.vigil.scanner.aws.SessionPolicies;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.unit.ScannedAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scans an account that was built in moto, an AWS that is not of our making; skipped where moto is not installed. */
class MotoAcceptanceIT {
    private static final List<Region> REGIONS =
            List.of(new Region(MotoAccount.REGION), new Region(MotoAccount.OTHER_REGION));

    private static final List<AutoCloseable> open = new ArrayList<>();
    private static final Map<String, String> ourNames = new TreeMap<>();
    private static ScannedAccount scanned;

    @BeforeAll
    static void buildAndReadTheAccount() throws Exception {
        Optional<Path> command = MotoServer.command();
        assumeTrue(command.isPresent(), "moto_server is not on this machine: pip install 'moto[server]'");
        MotoServer moto = opened(MotoServer.start(command.get()));
        MotoAccount account = MotoAccount.build(opened(new MotoClients(moto.endpoint)));
        account.ids.forEach((ours, its) -> ourNames.put(its, ours));
        AwsSession session =
                enter(opened(new AwsTransport(AwsEndpoint.at(moto.endpoint), AwsTimeouts.DEFAULT, new RateLimits())));
        scanned = ScannedAccount.of(
                session,
                new AccountId(MotoAccount.ID),
                REGIONS,
                List.of(REGIONS.getFirst()),
                CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE));
    }

    @AfterAll
    static void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) each.close();
    }

    @Test
    void everyVerdictIsWhatTheAccountDeserves() throws Exception {
        // Given
        ExpectedVerdicts expected = ExpectedVerdicts.read("/moto/expected-verdicts.txt");

        // When
        List<Verdict> verdicts = scanned.verdicts();

        // Then
        List<String> wrong = new ArrayList<>();
        Set<String> judged = new LinkedHashSet<>();
        for (Verdict verdict : verdicts) {
            String check = verdict.check().value();
            String name = ourName(verdict);
            judged.add(check);
            Status deserved = expected.of(check, name);
            if (verdict.status() != deserved)
                wrong.add("%s on %s: %s instead of %s".formatted(check, name, verdict, deserved));
        }
        assertThat(wrong).isEmpty();
        assertThat(judged)
                .containsExactlyInAnyOrderElementsOf(expected.byCheck().keySet());
        assertThat(namesOf(verdicts)).containsAll(namedIn(expected));
    }

    @Test
    void noSecretThatWasPutInComesOut() throws Exception {
        // When
        List<String> documents = new ArrayList<>();
        for (ResourceSeen resource : scanned.resources())
            documents.add(EventJson.MAPPER.writeValueAsString(resource.document()));
        for (Verdict verdict : scanned.verdicts()) documents.add(EventJson.MAPPER.writeValueAsString(verdict));

        // Then
        assertThat(documents)
                .isNotEmpty()
                .noneMatch(document -> document.contains("secret-token"))
                .noneMatch(document -> document.contains("c2VjcmV0LXBhc3N3b3Jk"))
                .noneMatch(document -> document.contains("Correct-Horse"));
    }

    private static List<String> namesOf(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.check() + " " + ourName(verdict))
                .distinct()
                .toList();
    }

    private static List<String> namedIn(ExpectedVerdicts expected) {
        return expected.byCheck().entrySet().stream()
                .flatMap(check -> check.getValue().keySet().stream()
                        .filter(name -> !name.equals("*"))
                        .map(name -> check.getKey() + " " + name))
                .toList();
    }

    /** What the test called it, by its name, its ARN or the last part of its ARN. */
    private static String ourName(Verdict verdict) {
        String arn = verdict.resource();
        return Stream.of(verdict.resourceName(), arn, arn.substring(arn.lastIndexOf('/') + 1))
                .map(ourNames::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(verdict.resourceName());
    }

    private static AwsSession enter(AwsTransport transport) throws InterruptedException {
        SessionPolicies policies = new SessionPolicies(Collectors.ALL.operations(), IamActions::of);
        EnterAccount enter = new EnterAccount(transport, MotoClients.CREDENTIALS, REGIONS.getFirst(), policies);
        Entry entry = enter.enter(new Door(
                new TenantId(UUID.randomUUID()), new AccountId(MotoAccount.ID), Optional.empty(), Optional.empty()));
        if (entry instanceof Entry.Entered(AwsSession session)) return session;
        throw new AssertionError(entry.toString());
    }

    private static <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }
}
