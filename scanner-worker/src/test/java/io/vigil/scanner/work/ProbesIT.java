package io.vigil.scanner.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AccountProbed;
import io.vigil.contracts.DeniedAction;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.ProbeId;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.ProbeRequested;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Topics;
import io.vigil.contracts.UnitStarted;
import io.vigil.sandbox.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Probes have a lane of their own, and nothing that comes through it makes the worker do anything else. */
@OneWorker
class ProbesIT extends OnTheWire {
    private static final String ROLE = "VigilReadOnly";
    private static final List<String> OPERATIONS = List.of("ec2:DescribeVpcs", "s3:ListBuckets");

    @Test
    void aProbeIsAnsweredWhileTheOnlySlotScans() throws Exception {
        // Given
        breaks(Fault.delay("ec2", "DescribeVpcs", Duration.ofSeconds(20)).in(Units.ACCOUNT.value()));
        var unit = Units.frankfurt();
        wire.say(unit);
        wire.awaits(UnitStarted.class, unit.unit());
        // When
        ProbeRequested asked = probe(ROLE, List.of(), Instant.now());
        wire.say(asked);
        // Then
        assertThat(answer(asked).outcome()).isEqualTo(ProbeOutcome.ENTERED);
        wire.say(new io.vigil.contracts.ScanUnitRevoked(unit.unit(), Instant.now()));
    }

    @Test
    void whatTheRoleMayNotDoIsTold() throws Exception {
        // Given
        breaks(Fault.of(Fault.Kind.EXPLICIT_DENY, "ec2", "DescribeVpcs").in(Units.ACCOUNT.value()));
        ProbeRequested asked = probe(ROLE, OPERATIONS, Instant.now());
        // When
        wire.say(asked);
        // Then
        AccountProbed told = answer(asked);
        assertThat(told.tenant()).isEqualTo(asked.tenant());
        assertThat(told.account()).isEqualTo(asked.account());
        assertThat(told.denied()).singleElement().satisfies(denied -> {
            assertThat(denied.action()).isEqualTo("ec2:DescribeVpcs");
            assertThat(denied.by()).isEqualTo(DeniedAction.By.SERVICE_CONTROL_POLICY);
        });
        assertThat(told.allowed()).isEqualTo(1);
    }

    @Test
    void anOperationThatNoCollectorDeclaresIsNeverCalled() {
        // Given
        ProbeRequested asked = probe(
                ROLE,
                List.of("ec2:TerminateInstances", "s3:GetObject", "iam:CreateUser", "nonsense", "s3:ListBuckets"),
                Instant.now());
        // When
        wire.say(asked);
        // Then
        AccountProbed told = answer(asked);
        assertThat(told.allowed() + told.untold() + told.denied().size()).isEqualTo(1);
    }

    @Test
    void aRoleNameThatWouldMakeAnotherArnIsNeverAssumed() {
        for (String name : List.of("../Admin", "a/b", "x\r\ny", "*", "arn:aws:iam::123456789012:role/x", "")) {
            // Given
            ProbeRequested asked = probe(name, List.of(), Instant.now());
            // When
            wire.say(asked);
            // Then
            AccountProbed told = answer(asked);
            assertThat(told.outcome()).as(name).isEqualTo(ProbeOutcome.VIGIL_FAULT);
            assertThat(told.words()).contains("is no name of a role");
        }
    }

    @Test
    void aProbeUnderAnotherTenantsKeyIsADeadLetter() {
        // Given
        ProbeRequested asked = probe(ROLE, List.of(), Instant.now());
        // When
        wire.say(
                Topics.PROBE_REQUESTED,
                new TenantId(UUID.randomUUID()) + "/" + asked.account(),
                EventJson.write(asked));
        // Then
        wire.awaitsDeadLetter(
                Topics.DEAD_LETTERS,
                record -> String.valueOf(record.value()).contains(asked.probe().toString()));
    }

    @Test
    void aProbeThatNobodyWaitsForAnyMoreIsPassedOver() {
        // Given
        ProbeRequested old = probe(ROLE, List.of(), Instant.now().minus(Duration.ofHours(1)));
        ProbeRequested next = probe(ROLE, List.of(), Instant.now());
        // When
        wire.say(old);
        wire.say(next);
        // Then
        answer(next);
        assertThat(wire.told(AccountProbed.class, told -> told.probe().equals(old.probe())))
                .isEmpty();
    }

    private static ProbeRequested probe(String role, List<String> operations, Instant at) {
        return new ProbeRequested(
                new TenantId(UUID.randomUUID()),
                Units.ACCOUNT,
                new ProbeId(UUID.randomUUID()),
                role,
                Units.EXTERNAL_ID,
                List.of(Units.FRANKFURT),
                operations,
                at);
    }

    private static AccountProbed answer(ProbeRequested asked) {
        return wire.awaits(AccountProbed.class, told -> told.probe().equals(asked.probe()));
    }
}
