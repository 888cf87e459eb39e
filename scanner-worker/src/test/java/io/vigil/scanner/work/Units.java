package io.vigil.scanner.work;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.Verdict;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.sandbox.SandboxOptions;
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
import io.vigil.scanner.unit.ScanUnit;
import io.vigil.scanner.unit.Tallies;
import io.vigil.scanner.unit.UnitOrder;
import io.vigil.scanner.unit.UnitSink;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Requests for units of a demo account, and what the engine alone says of one. */
final class Units {
    static final Region FRANKFURT = new Region("eu-central-1");
    static final AccountId ACCOUNT = new AccountId(DemoAccounts.PRODUCTION);
    static final String EXTERNAL_ID = "work-0123456789abcdef0123456789abcdef";

    private static final String ROLE = "VigilReadOnly";

    private Units() {}

    /** A unit of a tenant and a scan of its own. */
    static ScanUnitRequested frankfurt() {
        return frankfurt(PackServer.BASELINE, EXTERNAL_ID);
    }

    static ScanUnitRequested frankfurt(PackDigest pack, String externalId) {
        UnitRef unit = new UnitRef(
                new TenantId(UUID.randomUUID()),
                ACCOUNT,
                new ScanId(UUID.randomUUID()),
                new UnitId(UUID.randomUUID()),
                /* attempt */ 1);
        return new ScanUnitRequested(
                unit,
                UnitKind.REGIONAL,
                FRANKFURT,
                List.of(FRANKFURT),
                ROLE,
                externalId,
                pack,
                List.of(),
                ScanClass.INTERACTIVE,
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** The verdicts of the unit {@link #frankfurt()} by the engine in this JVM. */
    static List<Verdict> verdictsOfTheEngine(URI sandbox) throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        try (AwsTransport transport =
                new AwsTransport(AwsEndpoint.at(sandbox), AwsTimeouts.DEFAULT, new RateLimits())) {
            CompiledChecks checks = CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE);
            new ScanUnit(Collectors.ALL, InstantSource.system())
                    .scan(
                            new UnitOrder(ACCOUNT, UnitKind.REGIONAL, FRANKFURT, List.of(FRANKFURT), checks),
                            session(transport),
                            new Tallies(),
                            new UnitSink() {
                                @Override
                                public void resource(ResourceSeen resource) {}

                                @Override
                                public void verdict(Verdict verdict) {
                                    verdicts.add(verdict);
                                }
                            });
        }
        return verdicts;
    }

    private static AwsSession session(AwsTransport transport) throws InterruptedException {
        SandboxOptions.Principal own = SandboxOptions.Principal.LOCAL;
        EnterAccount enter = new EnterAccount(
                transport,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(own.accessKey(), own.secretKey())),
                FRANKFURT,
                new SessionPolicies(Collectors.ALL.operations(), IamActions::of));
        Entry entry = enter.enter(
                new Door(new TenantId(UUID.randomUUID()), ACCOUNT, Optional.of(ROLE), Optional.of(EXTERNAL_ID)));
        if (entry instanceof Entry.Entered(AwsSession session)) return session;
        throw new AssertionError(entry.toString());
    }
}
