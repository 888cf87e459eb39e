package io.vigil.scanner.collect.inspector2;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.aws.inspector2.UnscannedInstance;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.inspector2.model.CoveredResource;
import software.amazon.awssdk.services.inspector2.model.ScanStatusCode;
import software.amazon.awssdk.services.inspector2.model.ScanStatusReason;

class InspectorsTest {

    @Test
    void anInstanceIsScannedWhenOneKindOfScanWorks() {
        // Given
        List<Instance> running = List.of(instance("i-1"), instance("i-2"), instance("i-3"));
        List<CoveredResource> covered = List.of(
                covered("i-1", ScanStatusCode.ACTIVE, ScanStatusReason.SUCCESSFUL),
                covered("i-1", ScanStatusCode.INACTIVE, ScanStatusReason.PENDING_INITIAL_SCAN),
                covered("i-2", ScanStatusCode.INACTIVE, ScanStatusReason.UNMANAGED_EC2_INSTANCE),
                covered("i-gone", ScanStatusCode.INACTIVE, ScanStatusReason.RESOURCE_TERMINATED));

        // When
        List<UnscannedInstance> unscanned = Inspectors.unscanned(running, covered);

        // Then
        assertThat(unscanned)
                .containsExactly(
                        new UnscannedInstance("i-2", "UNMANAGED_EC2_INSTANCE"),
                        new UnscannedInstance("i-3", "NOT_COVERED"));
    }

    private static Instance instance(String id) {
        return Instance.builder().instanceId(id).build();
    }

    private static CoveredResource covered(String id, ScanStatusCode code, ScanStatusReason reason) {
        return CoveredResource.builder()
                .resourceId(id)
                .scanStatus(s -> s.statusCode(code).reason(reason))
                .build();
    }
}
