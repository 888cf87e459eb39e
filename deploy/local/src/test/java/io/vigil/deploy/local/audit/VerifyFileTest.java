package io.vigil.deploy.local.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.AuditEntry;
import io.vigil.contracts.TenantId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VerifyFileTest {
    private static final TenantId TENANT = new TenantId(new UUID(3, 4));

    @TempDir
    Path folder;

    private final List<AuditEntry> rows = Trails.chain(TENANT, "report-service", 12);

    private record Outcome(int exit, String output) {}

    @Test
    void anExportAsItWasMadeIsWhole() throws IOException {
        // When
        Outcome outcome = verify(export(rows));
        // Then
        assertThat(outcome.exit()).isZero();
        assertThat(outcome.output())
                .contains("report-service  %s  12 rows, head 12:%s"
                        .formatted(TENANT, rows.getLast().hash()))
                .contains("verified 12 rows in 1 chain");
    }

    @Test
    void oneChangedByteIsFound() throws IOException {
        // Given
        Path file = export(rows);
        changeText(file, text -> text.replace("&n=7\\", "&n=8\\"));
        // When
        Outcome outcome = verify(file);
        // Then
        assertThat(outcome.exit()).isEqualTo(VerifyCommand.ALTERED);
        assertThat(outcome.output()).contains("BROKEN: row 7 was altered").contains(TENANT.toString());
    }

    @Test
    void aRowThatIsMissingTwiceThereOrOutOfOrderIsFound() throws IOException {
        List<AuditEntry> missing = new ArrayList<>(rows);
        missing.remove(4);
        assertThat(verify(export(missing)).output()).contains("BROKEN: row 5 is missing");
        List<AuditEntry> twice = new ArrayList<>(rows);
        twice.add(5, rows.get(4));
        assertThat(verify(export(twice)).output()).contains("BROKEN: row 5 is there again after row 5");
    }

    @Test
    void rowsThatAreCutOffAtTheEndAreFound() throws IOException {
        // Given
        Path withoutHead = export(rows);
        changeText(withoutHead, text -> text.substring(0, text.indexOf("{\"format\"")));
        Path withHead =
                Trails.export(folder.resolve("cut"), rows.subList(0, 9), Trails.closing(rows, /* whole */ true));
        // When, Then
        assertThat(verify(withoutHead).exit()).isEqualTo(VerifyCommand.ALTERED);
        assertThat(verify(withoutHead).output()).contains("does not end with the trail's head");
        assertThat(verify(withHead).output()).contains("BROKEN: row 10 is missing: the trail went on to row 12");
    }

    @Test
    void aTrailThatWasWrittenAnewIsFoundByTheHeadOfAnEarlierReport() throws IOException {
        // Given: every hash holds, since all were computed anew
        String kept = "report-service:8:" + rows.get(7).hash();
        List<AuditEntry> anew = Trails.chain(new TenantId(new UUID(3, 5)), "report-service", 12);
        // When, Then
        assertThat(verify(export(rows), "--head", kept).exit()).isZero();
        assertThat(verify(export(anew)).exit()).isZero();
        assertThat(verify(export(anew), "--head", kept).output()).contains("BROKEN: row 8 has another hash");
        assertThat(verify(export(rows.subList(0, 5)), "--head", kept).output())
                .contains("BROKEN: row 6 is missing: the trail went on to row 8");
    }

    @Test
    void aFilteredExportTellsOfItsOwnRowsOnly() throws IOException {
        // Given
        List<AuditEntry> some = Stream.of(1, 4, 9).map(rows::get).toList();
        Path file = Trails.export(folder.resolve("some"), some, Trails.closing(rows, /* whole */ false));
        // When, Then
        assertThat(verify(file).exit()).isZero();
        assertThat(verify(file).output()).contains("says nothing of rows between them");
        changeText(file, text -> text.replace("&n=5\\", "&n=6\\"));
        assertThat(verify(file).output()).contains("BROKEN: row 5 was altered");
    }

    @Test
    void aRowOfAnotherTenantOrServiceIsNoRowOfThisTrail() throws IOException {
        List<AuditEntry> mixed = new ArrayList<>(rows);
        mixed.set(3, Trails.chain(TENANT, "tenant-service", 12).get(3));
        assertThat(verify(export(mixed)).output()).contains("BROKEN: row 4 is of tenant");
    }

    @Test
    void whatIsNoExportIsSaidSo() throws IOException {
        Path nonsense = Files.writeString(folder.resolve("x"), "seq,at\n1,now\n");
        assertThat(verify(nonsense).exit()).isEqualTo(VerifyCommand.ALTERED);
        Path empty = Files.writeString(folder.resolve("y"), "");
        assertThat(verify(empty).exit()).isEqualTo(VerifyCommand.ALTERED);
        Path broken = export(rows);
        changeText(broken, text -> text.replaceFirst("\"seq\":1,", "\"seq\":null,"));
        assertThat(verify(broken).output()).contains("line 1 that is no row");
        Path half = export(rows);
        changeText(half, text -> text.replaceFirst("Vera Lindqvist", "Vera \\\\ud83d"));
        assertThat(verify(half).output()).contains("line 1 that is no row");
        Path goesOn = export(rows);
        changeText(
                goesOn,
                text -> text.stripTrailing() + "\n" + text.lines().toList().getLast() + "\n");
        assertThat(verify(goesOn).output()).contains("goes on after the trail's head");
        Path without = export(rows);
        changeText(without, text -> text.replaceFirst("\"reason\":\"\",", ""));
        assertThat(verify(without).output()).contains("line 1 that is no row");
    }

    @Test
    void wrongUseIsToldFromAnAlteredTrail() throws IOException {
        Path file = export(rows);
        assertThat(verify(folder.resolve("nowhere")).exit()).isEqualTo(2);
        assertThat(verify(file, "--head", "12:ab").exit()).isEqualTo(2);
        assertThat(verify(file, "--head", "tenant-service:12:" + rows.getLast().hash())
                        .exit())
                .isEqualTo(2);
        assertThat(run("verify", "--head", "report-service:1:" + rows.getLast().hash())
                        .exit())
                .isEqualTo(2);
        assertThat(run("verify", "--data", folder.resolve("nothing").toString()).exit())
                .isEqualTo(VerifyCommand.UNREADABLE);
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    private Path export(List<AuditEntry> some) throws IOException {
        return Trails.export(folder.resolve("audit.ndjson"), some, Trails.closing(some, /* whole */ true));
    }

    private static void changeText(Path file, UnaryOperator<String> change) throws IOException {
        String before = Files.readString(file, StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    private static Outcome verify(Path file, String... options) {
        return run(Stream.concat(Stream.of("verify", "--file", file.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    static Outcome run(String... arguments) {
        StringWriter output = new StringWriter();
        CommandLine line = AuditCommand.commandLine();
        line.setOut(new PrintWriter(output)).setErr(new PrintWriter(output));
        int exit = line.execute(arguments);
        return new Outcome(exit, output.toString());
    }
}
