package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class NeverALieE2ET {
    @Test
    void aDeniedActionIsNamedAndDecidesNothing() {
        // Given
        Customer customer = Customer.create(Platform.running(), People.AMIR);
        SandboxAccount account = customer.connect("111122223333");
        customer.scan(account);
        Map<String, String> before = customer.verdicts(account);

        // When
        account.fault("ec2", "DescribeFlowLogs", "deny");
        JsonNode scan = customer.scan(account);
        Map<String, String> after = customer.verdicts(account);
        account.heal();

        // Then
        assertThat(scan.required("state").asText()).isEqualTo("FINISHED");
        List<JsonNode> undetermined = customer.findings("account=" + account.id() + "&status=UNDETERMINED").stream()
                .filter(finding -> finding.path("missingAction").asText().equals("ec2:DescribeFlowLogs"))
                .toList();
        assertThat(undetermined)
                .isNotEmpty()
                .allSatisfy(finding ->
                        assertThat(finding.required("check").asText()).contains("flow-log"));
        Map<String, String> changed = new TreeMap<>(after);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        assertThat(changed)
                .isNotEmpty()
                .allSatisfy((finding, verdict) -> assertThat(verdict).startsWith("UNDETERMINED"));
    }
}
