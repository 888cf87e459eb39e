package io.vigil.scanner.collect.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.Read;
import io.vigil.checks.aws.iam.AccessKey;
import io.vigil.checks.aws.iam.UserCredentials;
import io.vigil.contracts.UnreadReason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialReportTest {
    private static final String HEADER = """
            user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,\
            password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,\
            access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,\
            access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,\
            access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,\
            cert_2_active,cert_2_last_rotated
            """;
    private static final String ROOT = """
            <root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,not_supported,no_information,\
            not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A
            """;
    private static final String ANNA = "arn:aws:iam::111122223333:user/anna";

    @Test
    void readsAUsersPasswordMfaAndKeys() {
        // Given
        String report = HEADER + ROOT + """
                anna,%s,2024-01-01T00:00:00+00:00,true,2025-01-01T00:00:00Z,2024-01-01T00:00:00+00:00,N/A,false,\
                true,2024-02-01T10:00:00+00:00,2025-03-01T00:00:00+00:00,eu-central-1,s3,\
                false,2023-02-01T10:00:00Z,N/A,N/A,N/A,false,N/A,false,N/A
                """.formatted(ANNA);

        // When
        Read<UserCredentials> anna = CredentialReport.parse(report).flatMap(r -> r.of(ANNA));

        // Then
        assertThat(anna)
                .isEqualTo(Read.known(new UserCredentials(
                        Instant.parse("2024-01-01T00:00:00Z"),
                        /* passwordEnabled */ true,
                        Optional.of(Instant.parse("2025-01-01T00:00:00Z")),
                        Optional.of(Instant.parse("2024-01-01T00:00:00Z")),
                        /* mfaActive */ false,
                        List.of(
                                new AccessKey(
                                        1,
                                        true,
                                        Instant.parse("2024-02-01T10:00:00Z"),
                                        Optional.of(Instant.parse("2025-03-01T00:00:00Z"))),
                                new AccessKey(2, false, Instant.parse("2023-02-01T10:00:00Z"), Optional.empty())))));
    }

    @Test
    void knowsNothingOfAUserWhoCameLater() {
        // When
        Read<UserCredentials> anna = CredentialReport.parse(HEADER + ROOT).flatMap(r -> r.of(ANNA));

        // Then
        assertThat(anna).isInstanceOf(Read.Missing.class);
    }

    @Test
    void refusesATextThatIsNoReport() {
        for (String text : List.of("", HEADER, "<html>please log in</html>\nno,report", "a,b\n1,2\n")) {
            // When
            Read<CredentialReport> report = CredentialReport.parse(text);

            // Then
            assertThat(report)
                    .isInstanceOfSatisfying(
                            Read.Missing.class,
                            missing -> assertThat(missing.why().reason()).isEqualTo(UnreadReason.MALFORMED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "no_information", "not_supported", ""})
    void takesNoAnswerAboutMfaForNo(String mfaActive) {
        // Given
        String report = HEADER + ROOT + """
                anna,%s,2024-01-01T00:00:00+00:00,true,N/A,N/A,N/A,%s,\
                false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A
                """.formatted(ANNA, mfaActive);

        // When
        Read<UserCredentials> anna = CredentialReport.parse(report).flatMap(r -> r.of(ANNA));

        // Then
        assertThat(anna).isInstanceOf(Read.Missing.class);
    }

    @Test
    void losesOneUserOnlyByOneBrokenRow() {
        // Given
        String report = HEADER + ROOT + """
                anna,%s,2024-01-01T00:00:00+00:00,perhaps,N/A,N/A,N/A,false,\
                false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A
                """.formatted(ANNA);

        // When
        Read<CredentialReport> read = CredentialReport.parse(report);

        // Then
        assertThat(read.flatMap(r -> r.of(ANNA))).isInstanceOf(Read.Missing.class);
        assertThat(read.flatMap(CredentialReport::ofRoot)).isInstanceOf(Read.Known.class);
    }

    @Test
    void readsWhenRootWasUsed() {
        // Given
        String used = ROOT.replace("no_information", "2025-05-05T05:05:05+00:00");

        // When
        Read<Optional<Instant>> lastUsed = CredentialReport.parse(HEADER + used)
                .flatMap(CredentialReport::ofRoot)
                .map(UserCredentials::passwordLastUsed);
        Read<Optional<Instant>> neverUsed = CredentialReport.parse(HEADER + ROOT)
                .flatMap(CredentialReport::ofRoot)
                .map(UserCredentials::passwordLastUsed);

        // Then
        assertThat(lastUsed).isEqualTo(Read.known(Optional.of(Instant.parse("2025-05-05T05:05:05Z"))));
        assertThat(neverUsed).isEqualTo(Read.known(Optional.empty()));
    }
}
