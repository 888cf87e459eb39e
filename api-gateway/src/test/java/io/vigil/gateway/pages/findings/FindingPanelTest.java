package io.vigil.gateway.pages.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.gateway.upstream.Comment;
import io.vigil.gateway.upstream.Finding;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingPanelTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({"UNDETERMINED, NOT_DECLARED, true", "UNDETERMINED, ACCESS_DENIED, false", "PASS, NOT_DECLARED, false"})
    void leadsToTheDeclarationWhereNothingElseIsMissing(String status, String reason, boolean leads) throws Exception {
        assertThat(panel(status, reason).undeclared()).isEqualTo(leads);
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        assertThat(panel("UNDETERMINED", "NOT_DECLARED").unreadWords()).isEqualTo("Could not check: not declared.");
    }

    private static FindingPanel panel(String status, String reason) throws JsonProcessingException {
        String finding = """
                {"check": "ec2-public-ip-approved", "title": "t", "severity": "HIGH", "layer": "network",
                 "account": "111122223333", "region": "eu-central-1", "resource": "r", "status": "%s", "state": "CLEAR",
                 "decidedOut": false, "reason": "%s"}""".formatted(status, reason);
        return FindingPanel.of(
                JSON.readValue(finding, Finding.class),
                Map.of(),
                new People("", Map.of()),
                Comment.Listing.NONE,
                "",
                Instant.EPOCH);
    }
}
