package io.vigil.scanner.collect.codebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.secrets.SecretTrace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.Project;

class ProjectSecretsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:pass@bitbucket.org/shop/web.git",
                "https://x-token-auth:token@bitbucket.org/shop/web.git",
                "https://:x0Auth2Basic@bitbucket.org/shop/web.git"
            })
    void anyPasswordInTheAddressOfASourceIsOne(String location) {
        assertThat(ProjectSecrets.of(
                        Project.builder().source(s -> s.location(location)).build()))
                .containsExactly(new SecretTrace("url-password", "source", offset(location), /* count */ 1));
        assertThat(ProjectSecrets.of(Project.builder()
                        .secondarySources(s -> s.sourceIdentifier("lib").location(location))
                        .build()))
                .extracting(SecretTrace::member)
                .containsExactly("source/lib");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bitbucket.org/shop/web.git",
                "https://user@bitbucket.org/shop/web.git",
                "ssh://git@bitbucket.org:22/shop/web.git",
                "git@bitbucket.org:shop/web.git",
                "https://git-codecommit.eu-central-1.amazonaws.com:443/v1/repos/web@2"
            })
    void otherAddressesHaveNone(String location) {
        assertThat(ProjectSecrets.of(
                        Project.builder().source(s -> s.location(location)).build()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PLAINTEXT, true", "PARAMETER_STORE, false", "SECRETS_MANAGER, false", ", true"})
    void credentialsAreOnesByTheirNameWhereTheyStandInPlainText(EnvironmentVariableType type, boolean found) {
        // Given
        Project project = Project.builder()
                .environment(e -> e.environmentVariables(v -> v.name("AWS_ACCESS_KEY_ID")
                        .value("AKIAIOSFODNN7EXAMPLE")
                        .type(type)))
                .build();

        // When
        List<SecretTrace> traces = ProjectSecrets.of(project);

        // Then
        assertThat(traces.isEmpty()).isNotEqualTo(found);
    }

    @Test
    void aProjectMayHaveNeither() {
        assertThat(ProjectSecrets.of(Project.builder().build())).isEmpty();
    }

    /** Where it looks like a password, it is found where it stands. */
    private static int offset(String location) {
        return location.contains("x0Auth2Basic") ? location.indexOf("x0Auth2Basic") : 0;
    }
}
