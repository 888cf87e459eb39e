package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.AccountProbed;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.OrganizationRequested;
import io.vigil.contracts.ProbeId;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.ProbeRequested;
import io.vigil.contracts.ReadingId;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitFailed;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.VerdictsReported;
import io.vigil.deploy.stack.apart.Consumer;
import io.vigil.deploy.stack.apart.DeadLetterBox;
import io.vigil.deploy.stack.apart.Events;
import io.vigil.deploy.stack.apart.Filling;
import io.vigil.deploy.stack.apart.FindConsumers;
import io.vigil.deploy.stack.apart.ForgeRecords;
import io.vigil.deploy.stack.apart.Forgery;
import io.vigil.deploy.stack.apart.Forgery.Identity;
import jakarta.inject.Inject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/**
 * A worker keeps nothing, so what it could mix up is whose unit it stops, into whose account it goes, and to whom it tells
 * what it saw. Every way in is found, and told all that a stranger could say.
 */
@OneWorker
class ForeignRecordsIT extends OnTheWire {
    private static final AccountId NOBODYS = new AccountId("999999999999");

    @Inject
    Revocations revocations;

    @Inject
    HandleRecord units;

    @Inject
    HandleProbe probes;

    @Inject
    HandleOrganization organizations;

    private final Filling victim =
            filling(new TenantId(UUID.randomUUID()), Units.ACCOUNT).secret("externalId", Units.EXTERNAL_ID);
    private final Filling stranger = filling(new TenantId(UUID.randomUUID()), NOBODYS)
            .secret("externalId", "a-strangers-own-external-id-0123456789");
    private final TenantId nobody = new TenantId(UUID.randomUUID());
    private final List<DeadLetterBox.Sent> dead = new ArrayList<>();

    private static Filling filling(TenantId tenant, AccountId account) {
        return Filling.of(tenant)
                .with(account)
                .with(new ScanId(UUID.randomUUID()))
                .with(new UnitId(UUID.randomUUID()))
                .with(new ProbeId(UUID.randomUUID()))
                .with(new ReadingId(UUID.randomUUID()))
                .with(Units.FRANKFURT)
                .with(UnitKind.REGIONAL)
                .with(PackServer.BASELINE)
                // one that is old is not answered
                .with(Instant.now())
                .named("attempt", 1)
                .named("roleName", "VigilReadOnly")
                .named("operations", List.of("ec2:DescribeVpcs"))
                .named("checks", List.of());
    }

    private List<Forgery> forge(String topic) {
        List<Forgery> forgeries = new ArrayList<>();
        for (Class<? extends Event> type : Events.on(topic))
            forgeries.addAll(ForgeRecords.of(type, victim, stranger, nobody));
        assertThat(forgeries).as("what is forged on " + topic).hasSizeGreaterThan(3);
        return forgeries;
    }

    private static ConsumerRecord<String, String> record(String topic, String key, String value) {
        return new ConsumerRecord<>(topic, /* partition */ 0, /* offset */ 0, key, value);
    }

    /** Notes that it was interrupted, and does nothing else. */
    private static final class Working extends Thread {
        private volatile boolean stopped;

        @Override
        public void interrupt() {
            stopped = true;
        }
    }

    @Test
    void noTenantsWordStopsAnothersUnit() throws Exception {
        // Given
        List<Consumer> consumers = FindConsumers.in(Path.of("target/classes"));
        assertThat(consumers).as("each needs a victim that it could do harm to").hasSize(1);
        Consumer hear = consumers.getFirst();
        assertThat(FindConsumers.channels(ConfigProvider.getConfig().getPropertyNames()))
                .containsExactly(hear.channel());
        String topic = ConfigProvider.getConfig()
                .getValue("mp.messaging.incoming.%s.topic".formatted(hear.channel()), String.class);
        ScanUnitRequested asked = (ScanUnitRequested)
                ForgeRecords.truths(ScanUnitRequested.class, victim).iterator().next();
        UnitRef unit = asked.unit();
        Working working = new Working();
        revocations.watch(unit, working);
        List<Forgery> forgeries = forge(topic);
        for (Forgery forgery : forgeries) {
            // When
            boolean buried = !take(hear, record(topic, forgery.key(), forgery.value()));
            // Then
            assertThat(working.stopped).as(forgery.toString()).isFalse();
            assertThat(revocations.isRevoked(unit)).as(forgery.toString()).isFalse();
            assertThat(buried).as(forgery.toString()).isEqualTo(forgery.identity() == Identity.KEY_OF_ANOTHER);
            if (buried) dead.add(new DeadLetterBox.Sent(topic, forgery.key(), forgery.value()));
        }
        assertThat(DeadLetterBox.missing(broker(), dead, Duration.ofSeconds(60)))
                .isEmpty();
        System.out.printf("scanner-worker, foreign records: 1 consumer, %d records%n", forgeries.size());
        // the owner's own word does
        for (Class<? extends Event> type : Events.on(topic))
            for (Event truth : ForgeRecords.truths(type, victim))
                assertThat(take(hear, record(topic, truth.key(), EventJson.write(truth))))
                        .isTrue();
        assertThat(working.stopped).isTrue();
        revocations.forget(working);
    }

    private boolean take(Consumer consumer, ConsumerRecord<String, String> record) throws Exception {
        assertThat(consumer.method().getDeclaringClass()).isEqualTo(Revocations.class);
        Method method = consumer.method();
        method.setAccessible(true);
        try {
            method.invoke(revocations, record);
            return true;
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof MalformedEvent) return false;
            throw refused;
        }
    }

    @Test
    void noTenantGetsIntoAnothersAccountNorIsToldWhatIsInIt() throws Exception {
        // Given
        List<Lane> lanes = lanes();
        int records = 0;
        for (Lane lane : lanes) {
            // its session is open from now on
            Event truth = truth(lane);
            assertThat(lane.handler().handle(record(lane.topic(), truth.key(), EventJson.write(truth))))
                    .isEqualTo(AcknowledgeType.ACCEPT);
            awaitAnswer(truth);
        }
        assertThat(wire.told(AccountProbed.class, told -> told.tenant().equals(victim.tenant())))
                .as("the victim's account can be entered")
                .extracting(AccountProbed::outcome)
                .containsExactly(ProbeOutcome.ENTERED);
        int told = toldOf(victim.tenant());
        for (Lane lane : lanes)
            for (Forgery forgery : forge(lane.topic())) {
                // When
                AcknowledgeType answer = lane.handler().handle(record(lane.topic(), forgery.key(), forgery.value()));
                // Then
                records++;
                boolean buried = forgery.identity() == Identity.KEY_OF_ANOTHER;
                assertThat(answer)
                        .as(forgery.toString())
                        .isEqualTo(buried ? AcknowledgeType.REJECT : AcknowledgeType.ACCEPT);
                if (!buried) awaitAnswer(forgery.event());
            }
        System.out.printf("scanner-worker, foreign records: %d share groups, %d records%n", lanes.size(), records);
        assertThat(toldOf(victim.tenant()))
                .as("nothing more is told of the victim")
                .isEqualTo(told);
        for (TenantId other : List.of(stranger.tenant(), nobody)) {
            assertThat(wire.told(
                            ResourcesReported.class, it -> it.unit().tenant().equals(other)))
                    .isEmpty();
            assertThat(wire.told(
                            VerdictsReported.class, it -> it.unit().tenant().equals(other)))
                    .isEmpty();
            assertThat(wire.told(AccountProbed.class, it -> it.tenant().equals(other)))
                    .isNotEmpty()
                    .noneMatch(it -> it.outcome() == ProbeOutcome.ENTERED);
            assertThat(wire.told(OrganizationRead.class, it -> it.tenant().equals(other)))
                    .isNotEmpty()
                    .noneMatch(it -> it.outcome() == ReadingOutcome.READ);
        }
    }

    /** Every one that the worker has; one that is added has no handler here. */
    private List<Lane> lanes() throws Exception {
        List<Lane> lanes = new ArrayList<>();
        for (Method method : Lane.class.getDeclaredMethods()) {
            if (method.getReturnType() != Lane.class) continue;
            Lane.Handler handler = switch (((Lane) method.invoke(null, (Lane.Handler) null)).topic()) {
                case Topics.UNIT_REQUESTED -> units;
                case Topics.PROBE_REQUESTED -> probes;
                case Topics.ORGANIZATION_REQUESTED -> organizations;
                default -> throw new AssertionError("say who handles what %s takes".formatted(method.getName()));
            };
            lanes.add((Lane) method.invoke(null, handler));
        }
        assertThat(lanes).hasSizeGreaterThan(2);
        return lanes;
    }

    private Event truth(Lane lane) {
        Class<? extends Event> type = Events.on(lane.topic()).getFirst();
        return ForgeRecords.truths(type, victim).iterator().next();
    }

    private void awaitAnswer(Event asked) {
        switch (asked) {
            case ScanUnitRequested unit
            when unit.unit().tenant().equals(victim.tenant()) -> wire.awaits(UnitClosed.class, unit.unit());
            case ScanUnitRequested unit -> wire.awaits(UnitFailed.class, unit.unit());
            case ProbeRequested probe ->
                wire.awaits(
                        AccountProbed.class,
                        told -> told.tenant().equals(probe.tenant())
                                && told.probe().equals(probe.probe()));
            case OrganizationRequested reading ->
                wire.awaits(
                        OrganizationRead.class,
                        told -> told.tenant().equals(reading.tenant())
                                && told.reading().equals(reading.reading())
                                && told.chunk() == told.chunks() - 1);
            default -> throw new AssertionError("say what answers " + asked);
        }
    }

    private int toldOf(TenantId tenant) {
        List<Class<? extends Event.OfUnit>> ofUnits =
                List.of(UnitClosed.class, UnitFailed.class, VerdictsReported.class, ResourcesReported.class);
        return ofUnits.stream().mapToInt(type -> toldOfUnit(type, tenant)).sum()
                + wire.told(AccountProbed.class, told -> told.tenant().equals(tenant))
                        .size()
                + wire.told(OrganizationRead.class, told -> told.tenant().equals(tenant))
                        .size();
    }

    private static <E extends Event.OfUnit> int toldOfUnit(Class<E> type, TenantId tenant) {
        return wire.told(type, told -> told.unit().tenant().equals(tenant)).size();
    }

    private static String broker() {
        return ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    }
}
