package io.vigil.scanner.collect.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ssm.NodeInventory;
import io.vigil.checks.aws.ssm.NodeService;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InventoryResultItem;
import software.amazon.awssdk.services.ssm.model.PlatformType;

class InventoriesTest {
    private static final String TAKEN = "2026-01-01T06:00:00Z";

    @Test
    void keepsTheNamesOfApplications() {
        // Given
        Inventories inventories = of(Map.of(
                "i-1",
                item(
                        TAKEN,
                        Map.of("Name", "openssl", "Version", "3"),
                        Map.of("Name", "bash"),
                        Map.of("Version", "1"))));

        // When
        Read<NodeInventory> read = inventories.of("i-1");

        // Then
        assertThat(read).isEqualTo(Read.known(new NodeInventory(Instant.parse(TAKEN), List.of("bash", "openssl"))));
    }

    @Test
    void doesNotTakeAMachineWithoutInventoryForABareOne() {
        assertThat(of(Map.of()).of("i-1")).isInstanceOf(Read.Missing.class);
        assertThat(of(Map.of("i-1", item("yesterday"))).of("i-1")).isInstanceOf(Read.Missing.class);
    }

    @Test
    void knowsTheServicesOfWindowsOnly() {
        // Given
        Inventories inventories = new Inventories(
                Read.known(Map.of()),
                Read.known(Map.of(
                        "i-1", item(TAKEN, Map.of("Name", "Sense", "DisplayName", "Defender", "Status", "Running")))));

        // Then
        assertThat(inventories.servicesOf(node("i-1", PlatformType.WINDOWS)))
                .isEqualTo(Read.known(List.of(new NodeService("Sense", "Defender", "Running"))));
        assertThat(inventories.servicesOf(node("i-1", PlatformType.LINUX))).isInstanceOf(Read.Missing.class);
    }

    private static Inventories of(Map<String, InventoryResultItem> applications) {
        return new Inventories(Read.known(applications), Read.known(Map.of()));
    }

    @SafeVarargs
    private static InventoryResultItem item(String taken, Map<String, String>... content) {
        return InventoryResultItem.builder().captureTime(taken).content(content).build();
    }

    private static InstanceInformation node(String id, PlatformType platform) {
        return InstanceInformation.builder()
                .instanceId(id)
                .platformType(platform)
                .build();
    }
}
