package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class FindingLifeE2ET {
    private static final String CHECK = "ec2-security-group-no-ssh-from-internet";

    @Test
    void threeEqualScansAddNothingAndAPortThatOpensAndClosesIsOneFinding() {
        // Given
        Customer customer = Customer.create(Platform.running(), People.BRUNA);
        SandboxAccount account = customer.connect("777788889999");
        customer.scan(account);
        var first = customer.verdicts(account);

        // When the same scan runs again, twice
        customer.scan(account);
        customer.scan(account);

        // Then
        assertThat(customer.verdicts(account)).isEqualTo(first);

        // When a port opens
        String group = account.openSsh();
        JsonNode opened = customer.scan(account).required("tally");
        List<JsonNode> open = sshFindings(customer, account, group, "open");

        // Then
        assertThat(opened.required("opened").asInt()).isEqualTo(1);
        assertThat(open).hasSize(1);

        // When it closes
        account.closeSsh();
        JsonNode closed = customer.scan(account).required("tally");

        // Then
        assertThat(closed.required("resolved").asInt()).isEqualTo(1);
        assertThat(sshFindings(customer, account, group, "resolved")).hasSize(1);
        assertThat(transitions(customer, open.getFirst().required("id").asText()))
                .containsExactly("FIXED", "OPENED");
    }

    private static List<JsonNode> sshFindings(Customer customer, SandboxAccount account, String group, String state) {
        return customer.findings("account=" + account.id() + "&check=" + CHECK + "&state=" + state).stream()
                .filter(finding -> finding.required("resource").asText().contains(group))
                .toList();
    }

    private static List<String> transitions(Customer customer, String finding) {
        JsonNode changes =
                customer.api().get(customer.path("/changes?limit=100")).expect(200);
        return StreamSupport.stream(changes.spliterator(), false)
                .filter(change -> change.required("finding").asText().equals(finding))
                .map(change -> change.required("transition").asText())
                .toList();
    }
}
