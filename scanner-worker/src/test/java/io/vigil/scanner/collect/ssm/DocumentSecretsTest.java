package io.vigil.scanner.collect.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.aws.ssm.SessionPreferences;
import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ssm.model.GetDocumentResponse;

class DocumentSecretsTest {

    @Test
    void findsAKeyInACommand() {
        // Given
        String content = "{\"mainSteps\":[{\"inputs\":{\"runCommand\":[\"export AWS_ACCESS_KEY_ID=AKIA"
                + "Q3EGRIUZ7KLMN2PO\"]}}]}";

        // When
        List<SecretTrace> traces = DocumentSecrets.in(content);

        // Then
        assertThat(traces)
                .contains(new SecretTrace("aws-access-key", "content", content.indexOf("AKIA"), /* count */ 1));
    }

    @Test
    void findsAPasswordThatIsAParametersDefault() {
        assertThat(DocumentSecrets.in(
                        "{\"parameters\":{\"DbPassword\":{\"type\":\"String\",\"default\":\"n0t-4-r34l-One\"}}}"))
                .containsExactly(new SecretTrace("password", "DbPassword", /* offset */ 0, /* count */ 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"parameters\":{\"DbPassword\":{\"type\":\"String\",\"default\":\"{{ssm-secure:/shop/db/password}}\"}}}",
                "{\"parameters\":{\"DbPassword\":{\"type\":\"String\",\"description\":\"Ask the owner\"}}}",
                "{\"mainSteps\":[{\"inputs\":{\"runCommand\":[\"export DB_PASSWORD={{ DbPassword }}\"]}}]}",
                "{\"mainSteps\":[{\"inputs\":{\"runCommand\":[\"mysql --password=$(aws ssm get-parameter --name p)\"]}}]}",
                "{",
                ""
            })
    void findsNothingInReferences(String content) {
        assertThat(DocumentSecrets.in(content)).isEmpty();
    }

    @Test
    void readsWhereSessionsAreLogged() {
        // Given
        String content =
                "{\"sessionType\":\"Standard_Stream\",\"inputs\":{\"s3BucketName\":\"sessions\",\"s3EncryptionEnabled\":\"true\",\"cloudWatchLogGroupName\":\"\"}}";

        // When
        Read<Optional<SessionPreferences>> read = SsmRegions.sessions(Read.known(
                Optional.of(GetDocumentResponse.builder().content(content).build())));

        // Then
        assertThat(read).isEqualTo(Read.known(Optional.of(new SessionPreferences("sessions", true, "", false))));
    }

    @Test
    void takesPreferencesThatNobodyUnderstandsForUnknown() {
        assertThat(SsmRegions.sessions(Read.known(Optional.of(
                        GetDocumentResponse.builder().content("inputs: {").build()))))
                .isInstanceOf(Read.Missing.class);
        assertThat(SsmRegions.sessions(Read.known(Optional.empty()))).isEqualTo(Read.known(Optional.empty()));
    }
}
