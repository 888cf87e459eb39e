package io.vigil.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Event;
import io.vigil.contracts.OrganizationNodes;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.TenantPartClosed;
import io.vigil.contracts.UnitStarted;
import io.vigil.contracts.VerdictsReported;
import io.vigil.contracts.WorkerBeat;
import io.vigil.deploy.stack.apart.Consumer;
import io.vigil.deploy.stack.apart.DeadLetterBox;
import io.vigil.deploy.stack.apart.Filling;
import io.vigil.deploy.stack.apart.FindConsumers;
import io.vigil.deploy.stack.apart.Forgery;
import io.vigil.deploy.stack.apart.Forgery.Identity;
import io.vigil.deploy.stack.apart.Lab;
import io.vigil.deploy.stack.apart.TenantRows;
import io.vigil.deploy.stack.apart.TryConsumers;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenants.offboarding.Leaving;
import io.vigil.tenants.offboarding.Leftovers;
import io.vigil.tenants.test.FakeRun;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.TurnableClock;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Nobody who can write to a topic changes a row of another tenant than the one whose key the record bears. */
@OnRealParts
class ForeignRecordsIT {
    private static final Region FRANKFURT = new Region("eu-central-1");

    /** They change no row here: another service listens to them, or they are about no tenant. */
    private static final Set<Class<? extends Event>> NOT_HEARD =
            Set.of(VerdictsReported.class, ResourcesReported.class, WorkerBeat.class);

    @Inject
    PlatformTransaction platform;

    @Inject
    World world;

    @Inject
    Leftovers leftovers;

    @Inject
    Leaving leaving;

    @Inject
    TurnableClock clock;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Test
    void noConsumerTakesAWordForAnotherTenant() {
        // Given
        List<Consumer> consumers = FindConsumers.in(Path.of("target/classes"));
        assertThat(FindConsumers.channels(ConfigProvider.getConfig().getPropertyNames()))
                .containsExactlyInAnyOrderElementsOf(
                        consumers.stream().map(Consumer::channel).toList());
        // When
        TryConsumers.Outcome outcome = new TryConsumers(new Tenants()).tell(consumers);
        List<DeadLetterBox.Sent> missing = DeadLetterBox.missing(broker, outcome.dead(), Duration.ofSeconds(60));
        // Then
        System.out.println("tenant-service, foreign records: " + outcome);
        assertThat(outcome.faults()).isEmpty();
        assertThat(missing).as("on their topics these become dead letters").isEmpty();
        assertThat(outcome.records()).containsOnlyKeys(Identity.values());
        assertThat(outcome.ends()).containsKeys(Lab.End.DEAD_LETTER, Lab.End.DROPPED);
        assertThat(outcome.consumers()).isGreaterThan(6);
    }

    private final class Tenants implements Lab {
        private final Instant at = clock.instant();

        @Override
        public Object bean(Class<?> type) {
            return ClientProxy.unwrap(Arc.container().instance(type).get());
        }

        @Override
        public String topic(String channel) {
            return ConfigProvider.getConfig()
                    .getValue("mp.messaging.incoming.%s.topic".formatted(channel), String.class);
        }

        @Override
        public Filling victim(Class<? extends Event> type) {
            TenantId tenant = world.tenant();
            leftovers.fill(tenant);
            Filling filling = busy(tenant, type);
            if (type == TenantPartClosed.class) leaving.start(tenant).then().statusCode(202);
            return filling;
        }

        @Override
        public Filling stranger(Class<? extends Event> type) {
            return busy(world.tenant(), type);
        }

        /** Answers of every kind are awaited. */
        private Filling busy(TenantId tenant, Class<? extends Event> type) {
            world.worker();
            AccountId account = world.account(tenant);
            String organization = world.knownOrganization(tenant, account);
            ScanId scan = world.scan(tenant, account);
            ScanUnitRequested asked = world.requested(scan, FRANKFURT, /* attempt */ 1);
            FakeRun run = world.run(asked, "worker of " + tenant);
            if (type != UnitStarted.class) {
                run.start();
                world.awaitUnit(tenant, scan, FRANKFURT, "RUNNING");
            }
            return Filling.of(tenant)
                    .with(account)
                    .with(scan)
                    .with(asked.unit().unit())
                    .with(run.id())
                    .with(world.organization(tenant, account).reading())
                    .with(world.probe(tenant, account).probe())
                    .with(FRANKFURT)
                    .with(at)
                    .with(organization(account))
                    .named("attempt", 1)
                    .named("chunk", 0)
                    .named("chunks", 1)
                    .named("organization", organization)
                    .named("worker", "worker of " + tenant)
                    .named("service", "report-service")
                    .named("revision", 1L);
        }

        private static OrganizationNodes organization(AccountId account) {
            return new OrganizationNodes(
                    List.of(new OrganizationNodes.Unit("r-1", null, "Root")),
                    List.of(new OrganizationNodes.Member(
                            account, "r-1", "Production", OrganizationNodes.State.ACTIVE)));
        }

        @Override
        public Map<String, String> rows(TenantId tenant) {
            return platform.call(handle -> TenantRows.digests(handle.getConnection(), "tenants", tenant));
        }

        @Override
        public End declared(Consumer consumer, Forgery forgery) {
            return switch (consumer.channel()) {
                // what cannot be read there is report-service's
                case "unit-reported" -> End.DROPPED;
                case "organization-read" ->
                    forgery.identity() == Identity.KEY_OF_ANOTHER || isHalfRead(forgery.event())
                            ? End.DEAD_LETTER
                            : End.DROPPED;
                case "unit-progressed", "unit-folded", "worker-beats", "account-probed", "tenant-part-closed" ->
                    forgery.identity() == Identity.KEY_OF_ANOTHER ? End.DEAD_LETTER : End.DROPPED;
                default ->
                    throw new AssertionError(
                            "say where a foreign record of %s ends: %s".formatted(consumer, forgery.event()));
            };
        }

        /** What was read names the organization and who manages it. */
        private static boolean isHalfRead(Event event) {
            return event instanceof OrganizationRead read
                    && read.outcome() == ReadingOutcome.READ
                    && (read.organization() == null || read.management() == null);
        }

        @Override
        public boolean hears(Consumer consumer, Class<? extends Event> type) {
            return !NOT_HEARD.contains(type);
        }
    }
}
