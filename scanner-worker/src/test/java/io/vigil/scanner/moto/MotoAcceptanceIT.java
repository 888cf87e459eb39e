package io.vigil.scanner.moto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Document;
import io.vigil.checks.Judgement;
import io.vigil.checks.Resource;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
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
import io.vigil.scanner.collect.UnitRead;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
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
    private static final List<Resource<?>> resources = new ArrayList<>();

    @BeforeAll
    static void buildAndReadTheAccount() throws Exception {
        Optional<Path> command = MotoServer.command();
        assumeTrue(command.isPresent(), "moto_server is not on this machine: pip install 'moto[server]'");
        MotoServer moto = opened(MotoServer.start(command.get()));
        MotoAccount account = MotoAccount.build(opened(new MotoClients(moto.endpoint)));
        account.ids.forEach((ours, its) -> ourNames.put(its, ours));
        AwsSession session =
                enter(opened(new AwsTransport(AwsEndpoint.at(moto.endpoint), AwsTimeouts.DEFAULT, new RateLimits())));
        for (Region region : List.of(Region.GLOBAL, REGIONS.getFirst()))
            UnitRead.of(session, new AccountId(MotoAccount.ID), region, REGIONS)
                    .resources()
                    .values()
                    .forEach(resources::addAll);
    }

    @AfterAll
    static void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) each.close();
    }

    @Test
    void everyVerdictIsWhatTheAccountDeserves() throws Exception {
        // Given
        ExpectedVerdicts expected = ExpectedVerdicts.read("/moto/expected-verdicts.txt");
        CompiledChecks checks = CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE);

        // When
        List<Judgement> verdicts = resources.stream()
                .flatMap(resource -> checks.judge(resource, Instant.now()).stream())
                .toList();

        // Then
        List<String> wrong = new ArrayList<>();
        Set<String> judged = new LinkedHashSet<>();
        for (Judgement verdict : verdicts) {
            String check = verdict.check().id().value();
            String name = ourName(verdict.resource());
            judged.add(check);
            Status deserved = expected.of(check, name);
            if (verdict.outcome().status() != deserved)
                wrong.add("%s on %s: %s instead of %s".formatted(check, name, verdict.outcome(), deserved));
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
        for (Resource<?> resource : resources)
            documents.add(
                    EventJson.MAPPER.writeValueAsString(Document.of(resource).members()));

        // Then
        assertThat(documents)
                .isNotEmpty()
                .noneMatch(document -> document.contains("secret-token"))
                .noneMatch(document -> document.contains("c2VjcmV0LXBhc3N3b3Jk"))
                .noneMatch(document -> document.contains("Correct-Horse"));
    }

    private static List<String> namesOf(List<Judgement> verdicts) {
        return verdicts.stream()
                .map(verdict -> verdict.check().id() + " " + ourName(verdict.resource()))
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
    private static String ourName(Resource<?> resource) {
        String arn = resource.arnOrId();
        return Stream.of(resource.name(), arn, arn.substring(arn.lastIndexOf('/') + 1))
                .map(ourNames::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(resource.name());
    }

    private static AwsSession enter(AwsTransport transport) {
        SessionPolicies policies = new SessionPolicies(Collectors.ALL.operations(), UnaryOperator.identity());
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
