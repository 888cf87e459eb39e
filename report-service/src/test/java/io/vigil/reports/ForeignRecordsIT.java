package io.vigil.reports;

import static io.vigil.reports.ScriptedRun.FRANKFURT;
import static io.vigil.reports.ScriptedRun.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ClientProxy;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.AccountChanged;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Event;
import io.vigil.contracts.MemberRemoved;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.PackPublished;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.TenantChanged;
import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.VerdictsReported;
import io.vigil.deploy.stack.apart.Consumer;
import io.vigil.deploy.stack.apart.DeadLetterBox;
import io.vigil.deploy.stack.apart.Filling;
import io.vigil.deploy.stack.apart.FindConsumers;
import io.vigil.deploy.stack.apart.Forgery;
import io.vigil.deploy.stack.apart.Forgery.Identity;
import io.vigil.deploy.stack.apart.Lab;
import io.vigil.deploy.stack.apart.TenantRows;
import io.vigil.deploy.stack.apart.TryConsumers;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.reports.offboarding.Leftovers;
import io.vigil.tenancy.PlatformTransaction;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Nobody who can write to a topic changes a row of another tenant than the one whose key the record bears. */
@QuarkusTest
@OnStack
class ForeignRecordsIT {
    private static final long LATER_THAN_ANY = 1_000;

    @Inject
    PlatformTransaction platform;

    @Inject
    Leftovers leftovers;

    @Inject
    TakeReport takeReport;

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
        TryConsumers.Outcome outcome = new TryConsumers(new Reports()).tell(consumers);
        List<DeadLetterBox.Sent> missing = DeadLetterBox.missing(broker, outcome.dead(), Duration.ofSeconds(60));
        // Then
        System.out.println("report-service, foreign records: " + outcome);
        assertThat(outcome.faults()).isEmpty();
        assertThat(missing).as("on their topics these become dead letters").isEmpty();
        assertThat(outcome.records()).containsOnlyKeys(Identity.values());
        assertThat(outcome.ends()).containsOnlyKeys(Lab.End.values());
        assertThat(outcome.consumers()).isGreaterThan(5);
    }

    private final class Reports implements Lab {
        private final Instant later = Instant.now().plus(Duration.ofMinutes(10));

        @Override
        public Object bean(Class<?> type) {
            return ClientProxy.unwrap(Arc.container().instance(type).get());
        }

        @Override
        public String topic(String channel) {
            return ConfigProvider.getConfig()
                    .getValue("mp.messaging.incoming.%s.topic".formatted(channel), String.class);
        }

        /** With rows in every table, and a run of which one chunk is here. */
        @Override
        public Filling victim(Class<? extends Event> type) {
            TenantId tenant = ScriptedRun.newTenant();
            leftovers.fill(tenant, "victim-" + tenant);
            ScriptedRun run = Leftovers.run(tenant);
            takeReport.take(run.records().getFirst());
            return filling(tenant, run);
        }

        @Override
        public Filling stranger(Class<? extends Event> type) {
            TenantId tenant = ScriptedRun.newTenant();
            platform.run(handle -> handle.execute(
                    "insert into tenant_directory (tenant_id, slug, name, revision) values (?, ?, 'Stranger', 1)",
                    tenant.value(),
                    "stranger-" + tenant));
            return filling(tenant, Leftovers.run(tenant));
        }

        private Filling filling(TenantId tenant, ScriptedRun run) {
            var own = OwnCheck.of(OwnCheck.id(tenant, "buckets-have-an-owner"), "id: of " + tenant);
            return Filling.of(tenant)
                    .with(run.ref().account())
                    .with(run.ref().scan())
                    .with(run.ref().unit())
                    .with(run.run())
                    .with(FRANKFURT)
                    .with(own.id())
                    .with(UnitKind.REGIONAL)
                    .with(later)
                    .with(EffectivePack.BASELINE.withOwnChecks(List.of(own)))
                    .named("attempt", 1)
                    .named("chunk", 1)
                    .named("completeTypes", List.of(GROUP))
                    .named("resourceType", GROUP)
                    .named("resource", "sg-1")
                    .named("revision", LATER_THAN_ANY)
                    .named("version", LATER_THAN_ANY)
                    .named("slug", "slug-" + tenant)
                    // whom the leftovers give work to, in every tenant
                    .named("subject", "s");
        }

        @Override
        public Map<String, String> rows(TenantId tenant) {
            return platform.call(handle -> TenantRows.digests(handle.getConnection(), "reports", tenant));
        }

        @Override
        public End declared(Consumer consumer, Forgery forgery) {
            if (forgery.identity() == Identity.KEY_OF_ANOTHER) return End.DEAD_LETTER;
            return switch (forgery.event()) {
                // the victim's own check is in these
                case VerdictsReported told -> End.DEAD_LETTER;
                case UnitClosed told -> End.DEAD_LETTER;
                case PackPublished told -> End.DEAD_LETTER;
                // of an unknown tenant as well: what it is called may come later
                case ResourcesReported told -> End.TAKEN;
                case TenantChanged told -> End.TAKEN;
                case AccountChanged told -> End.TAKEN;
                // nobody has given this person work there
                case MemberRemoved told -> End.DROPPED;
                // nobody is erased who was not frozen before
                case TenantClosing order -> order.step() == TenantClosing.Step.ERASE ? End.DEAD_LETTER : End.TAKEN;
                default ->
                    throw new AssertionError(
                            "say where a foreign record of %s ends: %s".formatted(consumer, forgery.event()));
            };
        }

        @Override
        public boolean hears(Consumer consumer, Class<? extends Event> type) {
            return true;
        }
    }
}
