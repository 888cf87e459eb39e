package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.ScanUnitRevoked;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitRef;
import io.vigil.deploy.stack.apart.AskCaches;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.AwsSessions;
import io.vigil.scanner.aws.Door;
import io.vigil.scanner.aws.Entry;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What a worker keeps of one tenant serves no other. */
@OneWorker
class CachesApartIT {
    @Inject
    AwsSessions sessions;

    @Inject
    Packs packs;

    @Inject
    Revocations revocations;

    private final TenantId owner = new TenantId(UUID.randomUUID());
    private final TenantId stranger = new TenantId(UUID.randomUUID());

    @Test
    void noTenantIsServedWhatAnotherLeft() throws Exception {
        // When, Then
        int asked = AskCaches.asAnotherTenant(
                Path.of("src/test/resources/caches.properties"),
                Map.of(
                        "io.vigil.scanner.aws.AwsSessions.sessions",
                        this::aSessionIsOfOneTenant,
                        "io.vigil.scanner.work.Packs.kept",
                        this::aPackIsWhatItsDigestSays,
                        "io.vigil.scanner.work.Revocations.revoked",
                        this::aUnitIsRevokedForOneTenant));
        System.out.printf("scanner-worker, caches asked as another tenant: %d%n", asked);
    }

    private void aSessionIsOfOneTenant() throws Exception {
        AwsSession kept = entered(door(owner, Units.EXTERNAL_ID));
        assertThat(entered(door(owner, Units.EXTERNAL_ID))).as("it is kept").isSameAs(kept);
        assertThat(entered(door(stranger, Units.EXTERNAL_ID))).isNotSameAs(kept);
        assertThat(sessions.enter(door(stranger, "another-0123456789abcdef0123456789")))
                .isInstanceOf(Entry.Refused.class);
    }

    private static Door door(TenantId tenant, String externalId) {
        return new Door(tenant, Units.ACCOUNT, Optional.of("VigilReadOnly"), Optional.of(externalId));
    }

    private AwsSession entered(Door door) throws Exception {
        Entry entry = sessions.enter(door);
        if (entry instanceof Entry.Entered(AwsSession session)) return session;
        throw new AssertionError(entry.toString());
    }

    private void aPackIsWhatItsDigestSays() throws Exception {
        for (var digest :
                new io.vigil.contracts.PackDigest[] {PackServer.BASELINE, PackServer.UNUSABLE, PackServer.BASELINE})
            assertThat(EventJson.digest(packs.get(digest))).isEqualTo(digest.value());
    }

    private void aUnitIsRevokedForOneTenant() {
        UnitRef theirs = Units.frankfurt().unit();
        UnitRef same = new UnitRef(stranger, theirs.account(), theirs.scan(), theirs.unit(), theirs.attempt());
        revocations.hear(new ConsumerRecord<>(
                Topics.UNIT_REVOKED,
                /* partition */ 0,
                /* offset */ 0,
                theirs.key(),
                EventJson.write(new ScanUnitRevoked(theirs, Instant.EPOCH))));
        assertThat(revocations.isRevoked(theirs)).as("it is kept").isTrue();
        assertThat(revocations.isRevoked(same)).isFalse();
    }
}
