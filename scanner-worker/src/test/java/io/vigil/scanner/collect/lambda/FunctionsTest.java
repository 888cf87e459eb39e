package io.vigil.scanner.collect.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.secrets.SecretTrace;
import io.vigil.contracts.UnreadReason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.EnvironmentResponse;

class FunctionsTest {

    @Test
    void anEnvironmentThatWeMayNotDecryptIsUnknownNotEmpty() {
        // Given
        EnvironmentResponse environment = EnvironmentResponse.builder()
                .error(e -> e.errorCode("AccessDeniedException").message("KMS access was denied"))
                .build();

        // When
        Read<List<SecretTrace>> traces = Functions.secretTraces(environment);

        // Then
        assertThat(traces).isInstanceOfSatisfying(Read.Missing.class, missing -> {
            assertThat(missing.why().reason()).isEqualTo(UnreadReason.ACCESS_DENIED);
            assertThat(missing.why().missingAction()).isEqualTo("kms:Decrypt");
        });
    }

    @Test
    void aFunctionWithoutAnEnvironmentHasNoSecretsThere() {
        assertThat(Functions.secretTraces(null)).isEqualTo(Read.known(List.of()));
    }

    @Test
    void aSecretIsToldByItsNameOnly() {
        assertThat(Functions.secretTraces(EnvironmentResponse.builder()
                        .variables(Map.of("DB_PASSWORD", "n0t-4-r34l-One", "STAGE", "prod"))
                        .build()))
                .isEqualTo(Read.known(List.of(new SecretTrace("password", "DB_PASSWORD", 0, 1))));
    }
}
