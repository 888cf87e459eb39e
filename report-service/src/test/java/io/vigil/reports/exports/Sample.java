package io.vigil.reports.exports;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.FindingId;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.PackVersions;
import io.vigil.contracts.TenantId;
import io.vigil.reports.findings.Finding;
import io.vigil.reports.packs.PacksSaid;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** One set of findings, of names that somebody chose to do harm, and what every format says beside them. */
final class Sample {
    static final PacksSaid PACKS = new PacksSaid(
            List.of(new PacksSaid.PackSaid(null, new PackVersions(3, 2, 0), new PackDigest("0".repeat(64)))),
            List.of(new PacksSaid.Out(
                    ControlId.of(new CheckId("ec2-ebs-volume-encrypted")),
                    /* account */ null,
                    "Volumes are encrypted",
                    PackLevel.TENANT,
                    "=scratch()",
                    "Ada",
                    Instant.parse("2026-01-02T03:04:05Z"),
                    LocalDate.of(2027, 1, 1),
                    /* overdue */ false,
                    /* findings */ 1)));

    static final About ABOUT = new About(
            TenantId.of("00000000-0000-4000-8000-0000000000aa"),
            "halden",
            Map.of(new AccountId("111122223333"), "halden-prod"),
            check -> new About.Told(
                    "Whoever finds it reads it.",
                    "Take the grant away. ".repeat(30),
                    List.of(URI.create("https://docs.aws.amazon.com/s3/")),
                    check.value().startsWith("own-")
                            ? List.of()
                            : List.of(
                                    new About.Standard(
                                            "cis-aws-foundations-7.0",
                                            "CIS AWS Foundations Benchmark",
                                            "7.0",
                                            List.of("2.1.4")),
                                    new About.Standard(
                                            "iso-27001-2022", "ISO/IEC 27001", "2022", List.of("A.5.15", "A.8.3")))),
            Optional.of(URI.create("https://vigil.example/")),
            "1.2.3");

    private static final Instant AS_OF = Instant.parse("2026-11-27T00:00:00Z");

    private Sample() {}

    private static final List<Finding> FINDINGS = read();

    static List<Finding> findings() {
        return FINDINGS;
    }

    private static List<Finding> read() {
        try (InputStream file = Sample.class.getResourceAsStream("findings.json")) {
            return EventJson.MAPPER.readValue(Objects.requireNonNull(file), new TypeReference<>() {});
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** As {@link ExportFindings} would write them. */
    static byte[] written(ExportFormat format, List<Finding> findings) {
        var out = new ByteArrayOutputStream();
        write(format, findings, out);
        return out.toByteArray();
    }

    static void write(ExportFormat format, Iterable<Finding> findings, OutputStream out) {
        try (FindingWriter writer = ExportFindings.writer(format, PACKS, () -> ABOUT, AS_OF, out)) {
            for (Finding finding : findings) writer.write(finding);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** One of many that are alike. */
    static Finding finding(int n, int account) {
        Finding like = FINDINGS.getFirst();
        return new Finding(
                new FindingId(new UUID(1, n)),
                like.check(),
                like.title(),
                like.severity(),
                like.layer(),
                like.service(),
                like.owner(),
                new AccountId("%012d".formatted(account)),
                like.region(),
                "arn:aws:s3:::bucket-" + n,
                like.resourceType(),
                "bucket-" + n,
                like.status(),
                like.state(),
                /* resolution */ null,
                /* decidedOut */ false,
                "The bucket bucket-%d is readable by everybody, and so are its %d objects.".formatted(n, n),
                /* reason */ null,
                /* missingAction */ null,
                like.firstSeen(),
                like.lastSeen(),
                like.lastChanged(),
                like.openedAt(),
                like.resolvedAt(),
                like.undeterminedSince(),
                like.dueAt(),
                like.assignee(),
                like.tickets(),
                /* exception */ null);
    }
}
