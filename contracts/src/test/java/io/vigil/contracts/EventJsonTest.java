package io.vigil.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final UnitRef UNIT = new UnitRef(
            new TenantId(new UUID(0, 1)),
            new AccountId("111122223333"),
            new ScanId(new UUID(0, 2)),
            new UnitId(new UUID(0, 3)),
            /* attempt */ 1);
    private static final RunId RUN = new RunId(new UUID(0, 4));

    @Test
    void everyValueSurvivesTheWire() {
        // Given
        Event event = new VerdictsReported(
                UNIT,
                RUN,
                /* chunk */ 2,
                List.of(new Verdict(
                        new CheckId("ec2-flow-logs-enabled"),
                        Severity.HIGH,
                        new Region("eu-central-1"),
                        "vpc-1\"\n<b>\u202e",
                        "aws.ec2.vpc",
                        "=cmd()",
                        Status.UNDETERMINED,
                        "denied",
                        Map.of("flowLogs", List.of(1, "a")),
                        new Unread(
                                UnreadReason.ACCESS_DENIED,
                                "ec2:DescribeFlowLogs",
                                "ec2:DescribeFlowLogs",
                                "no identity-based policy allows it"))));

        // When
        Event read = EventJson.read(EventJson.write(event));

        // Then
        assertThat(read).isEqualTo(event);
        assertThat(read.eventId()).isEqualTo(event.eventId());
        assertThat(read.key()).isEqualTo("00000000-0000-0000-0000-000000000001/111122223333");
    }

    @Test
    void somebodyOfTheProviderIsRemovedFromNoTenantInParticular() {
        // Given
        Event ofStaff = new MemberRemoved(null, "nadia", Instant.EPOCH);
        Event ofCustomer = new MemberRemoved(UNIT.tenant(), "nadia", Instant.EPOCH);
        // When, Then
        assertThat(EventJson.read(EventJson.write(ofStaff))).isEqualTo(ofStaff);
        assertThat(EventJson.read(EventJson.write(ofCustomer))).isEqualTo(ofCustomer);
        assertThat(ofStaff.key()).isEqualTo("provider");
        assertThat(ofStaff.eventId()).isNotEqualTo(ofCustomer.eventId());
    }

    @Test
    void everyEventHasATopicOfTheList() {
        Event event = new WorkerBeat("worker-1", 2, Instant.EPOCH);
        assertThat(Topics.ALL)
                .extracting(Topics.Topic::name)
                .doesNotHaveDuplicates()
                .contains(Topics.of(event));
    }

    @Test
    void whatIsNoEventIsRefusedByName() {
        for (String text : List.of("", "null", "{}", "[]", "{\"type\":\"Nothing\"}", "{\"type\":\"WorkerBeat\"}{")) {
            assertThatThrownBy(() -> EventJson.read(text)).as(text).isInstanceOf(MalformedEvent.class);
        }
    }

    @Test
    void equalValuesHaveEqualDigests() {
        assertThat(EventJson.digest(Map.of("b", 1, "a", 2)))
                .isEqualTo(EventJson.digest(new java.util.TreeMap<>(Map.of("a", 2, "b", 1))));
    }
}
