package io.vigil.scanner.collect.iam;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.vigil.checks.Read;
import io.vigil.checks.aws.iam.AccessKey;
import io.vigil.checks.aws.iam.UserCredentials;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The account's credential report, at most four hours old; a row for each user, known by its ARN.
 *
 * <p>Columns are found by their names, since AWS adds new ones.
 */
record CredentialReport(Map<String, Read<UserCredentials>> byArn) {
    private static final String OPERATION = "iam:GetCredentialReport";
    private static final List<String> ABSENT = List.of("N/A", "no_information", "not_supported", "");

    /** A row that cannot be read is missing for itself; a text that is no report at all is missing as a whole. */
    static Read<CredentialReport> parse(String csv) {
        Map<String, Read<UserCredentials>> rows = new HashMap<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
            for (NamedCsvRecord row : reader) rows.put(row.getField("arn"), credentials(row));
        } catch (CsvParseException | NoSuchElementException | IOException broken) {
            return Read.missing(malformed("the credential report is not readable: " + broken.getMessage()));
        }
        if (rows.isEmpty()) return Read.missing(malformed("the credential report has no row, not even root's"));
        return Read.known(new CredentialReport(Map.copyOf(rows)));
    }

    /** Missing for a user who is younger than the report. */
    Read<UserCredentials> of(String userArn) {
        return Optional.ofNullable(byArn.get(userArn))
                .orElseGet(() -> Read.missing(new Unread(
                        UnreadReason.NOT_SUPPORTED,
                        OPERATION,
                        null,
                        "the user is younger than the account's credential report")));
    }

    private static Read<UserCredentials> credentials(NamedCsvRecord row) {
        try {
            List<AccessKey> keys = new ArrayList<>();
            for (int number = 1; number <= 2; number++) key(row, number).ifPresent(keys::add);
            return Read.known(new UserCredentials(
                    hasPassword(row.getField("password_enabled")),
                    flag(row.getField("mfa_active")),
                    List.copyOf(keys)));
        } catch (DateTimeException | NoSuchElementException | IllegalArgumentException broken) {
            return Read.missing(malformed("a row of the credential report is not readable: " + broken.getMessage()));
        }
    }

    /** A deleted key leaves nothing in the report; neither does a key that never was. */
    private static Optional<AccessKey> key(NamedCsvRecord row, int number) {
        boolean active = flag(row.getField("access_key_%d_active".formatted(number)));
        Optional<Instant> rotated = time(row.getField("access_key_%d_last_rotated".formatted(number)));
        if (rotated.isEmpty()) {
            if (active) throw new IllegalArgumentException("key %d is active and has no date".formatted(number));
            return Optional.empty();
        }
        Optional<Instant> used = time(row.getField("access_key_%d_last_used_date".formatted(number)));
        return Optional.of(new AccessKey(number, active, rotated.get(), used));
    }

    /** Of root, older reports do not tell. */
    private static boolean hasPassword(String text) {
        return !text.equals("not_supported") && flag(text);
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true", "TRUE" -> true;
            case "false", "FALSE" -> false;
            default -> throw new IllegalArgumentException("'%s' is neither true nor false".formatted(text));
        };
    }

    private static Optional<Instant> time(String text) {
        return ABSENT.contains(text)
                ? Optional.empty()
                : Optional.of(OffsetDateTime.parse(text).toInstant());
    }

    private static Unread malformed(String detail) {
        return new Unread(UnreadReason.MALFORMED, OPERATION, null, detail);
    }
}
