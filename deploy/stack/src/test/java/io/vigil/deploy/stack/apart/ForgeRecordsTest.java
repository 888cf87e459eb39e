package io.vigil.deploy.stack.apart;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MemberRemoved;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantClosing;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitStarted;
import io.vigil.contracts.WorkerBeat;
import io.vigil.deploy.stack.apart.Forgery.Identity;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForgeRecordsTest {
    private final TenantId nobody = new TenantId(new UUID(0, 3));
    private final Filling victim = filling(new TenantId(new UUID(0, 1)), "111111111111");
    private final Filling stranger = filling(new TenantId(new UUID(0, 2)), "222222222222");

    private static Filling filling(TenantId tenant, String account) {
        return Filling.of(tenant)
                .with(new AccountId(account))
                .with(new ScanId(UUID.randomUUID()))
                .named("worker", "worker of " + tenant)
                .named("chunk", 0)
                .named("chunks", 1)
                .secret("externalId", "secret of " + tenant);
    }

    static List<Class<? extends Event>> everyEvent() {
        return Events.all();
    }

    @ParameterizedTest
    @MethodSource("everyEvent")
    void everyEventIsForgedInEveryWayThatItHas(Class<? extends Event> type) {
        // When
        List<Forgery> forgeries = ForgeRecords.of(type, victim, stranger, nobody);
        // Then
        Set<Identity> identities = forgeries.stream().map(Forgery::identity).collect(Collectors.toSet());
        assertThat(identities).contains(Identity.KEY_OF_ANOTHER);
        if (type != WorkerBeat.class) assertThat(identities).contains(Identity.IDS_OF_ANOTHER, Identity.NO_SUCH_TENANT);
        assertThat(forgeries).allSatisfy(forgery -> {
            Event told = EventJson.read(forgery.value());
            assertThat(told).isEqualTo(forgery.event());
            assertThat(told.key().equals(forgery.key())).isEqualTo(forgery.identity() != Identity.KEY_OF_ANOTHER);
        });
    }

    @Test
    void everyTopicButTheDeadLettersCarriesAnEvent() {
        assertThat(Topics.ALL)
                .filteredOn(topic -> Events.on(topic.name()).isEmpty())
                .extracting(Topics.Topic::name)
                .containsExactlyInAnyOrder(Topics.UNIT_DEAD, Topics.DEAD_LETTERS);
    }

    @Test
    void eachStateOfAnEventIsTold() {
        assertThat(ForgeRecords.truths(TenantClosing.class, victim))
                .extracting(TenantClosing::step)
                .containsExactlyInAnyOrder(TenantClosing.Step.values());
    }

    @Test
    void whoBelongsToNobodyIsToldUnderATenantsKey() {
        assertThat(ForgeRecords.of(MemberRemoved.class, victim, stranger, nobody))
                .anyMatch(forgery -> ((MemberRemoved) forgery.event()).tenant() == null
                        && forgery.key().equals(stranger.tenant().toString()));
    }

    @Test
    void oneThingAtATimeIsTheVictims() {
        List<UnitStarted> mixed = ForgeRecords.of(UnitStarted.class, victim, stranger, nobody).stream()
                .filter(forgery -> forgery.identity() == Identity.ONE_ID_OF_ANOTHER)
                .map(forgery -> (UnitStarted) forgery.event())
                .toList();
        // account, scan, worker
        assertThat(mixed)
                .hasSize(3)
                .allSatisfy(started -> assertThat(started.unit().tenant()).isEqualTo(stranger.tenant()));
    }

    @Test
    void aSecretStaysWithItsOwner() {
        for (Class<? extends Event> type : Events.on(Topics.PROBE_REQUESTED))
            assertThat(ForgeRecords.of(type, victim, stranger, nobody))
                    .filteredOn(forgery -> forgery.identity() != Identity.KEY_OF_ANOTHER)
                    .noneMatch(forgery -> forgery.value().contains("secret of " + victim.tenant()));
    }
}
