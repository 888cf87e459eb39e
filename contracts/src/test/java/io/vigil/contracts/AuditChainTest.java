package io.vigil.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AuditChainTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

    @Test
    void aWholeChainHasNoFault() {
        assertThat(walk(chain(20))).isEmpty();
        assertThat(walk(List.of())).isEmpty();
    }

    @Test
    void everyFieldOfARowCounts() {
        List<UnaryOperator<AuditEntry>> changes = List.of(
                row -> with(row, new TenantId(new UUID(1, 3)), "actor", "subject"),
                row -> with(row, TENANT, "other", "subject"),
                row -> with(row, TENANT, "actor", "other"),
                row -> of(row, 1, row.service(), row.at(), row.reason(), row.detail()),
                row -> of(row, 2, "report-service", row.at(), row.reason(), row.detail()),
                row -> of(row, 2, row.service(), row.at().plusNanos(1000), row.reason(), row.detail()),
                row -> of(row, 2, row.service(), row.at(), "x", row.detail()),
                row -> of(row, 2, row.service(), row.at(), row.reason(), "{\"n\": 1}"));
        for (UnaryOperator<AuditEntry> change : changes) {
            // Given
            List<AuditEntry> rows = chain(7);
            // When
            rows.set(3, change.apply(rows.get(3)));
            // Then
            assertThat(walk(rows)).map(AuditChain.Fault::seq).contains(4L);
        }
    }

    @Test
    void textThatRunsFromOneFieldIntoTheNextGivesAnotherHash() {
        assertThat(FieldDigest.of(List.of("a", "bc"))).isNotEqualTo(FieldDigest.of(List.of("ab", "c")));
        assertThat(FieldDigest.of(List.of("", "a"))).isNotEqualTo(FieldDigest.of(List.of("a", "")));
        assertThat(FieldDigest.of(List.of("a"))).isNotEqualTo(FieldDigest.of(List.of("a", "")));
    }

    @Test
    void theHashIsWhatAnybodyComputesByTheDescription() {
        // Given: as python's hashlib gives it for each text's length in four bytes and its UTF-8
        String expected = "54342e1cf2b51e457cdb1ac3c15dd7e3edb2e1ca80df774cdb29c574921760ed";
        // When, Then
        assertThat(FieldDigest.of(List.of("vigil", "", "größe \ud83d\ude00"))).isEqualTo(expected);
        assertThatThrownBy(() -> FieldDigest.of(List.of("?", "\ud83d"))).hasMessageContaining("half a character");
        assertThatThrownBy(() -> FieldDigest.of(List.of("\ude00x"))).hasMessageContaining("half a character");
    }

    @Test
    void aMissingRowIsNamed() {
        List<AuditEntry> rows = chain(7);
        rows.remove(3);
        assertThat(walk(rows)).contains(new AuditChain.Fault(4, "is missing: the next row has the number 5"));
    }

    @Test
    void rowsThatWereTakenOutAndTheRestCountedAnewAreNamed() {
        // Given
        List<AuditEntry> rows = chain(9);
        rows.remove(3);
        rows.remove(3);
        // When
        for (int i = 3; i < rows.size(); i++) rows.set(i, numbered(rows.get(i), i + 1));
        // Then
        assertThat(walk(rows)).hasValueSatisfying(fault -> {
            assertThat(fault.seq()).isEqualTo(4);
            assertThat(fault.what()).startsWith("is missing (2 in all)");
        });
    }

    @Test
    void anInsertedRowIsNamed() {
        // Given
        List<AuditEntry> rows = chain(7);
        AuditEntry forged =
                with(entry(4, rows.get(2).hash()), TENANT, "nobody", "x").sealed();
        // When
        rows.add(3, forged);
        for (int i = 4; i < rows.size(); i++) rows.set(i, numbered(rows.get(i), i + 1));
        // Then
        assertThat(walk(rows)).hasValueSatisfying(fault -> {
            assertThat(fault.seq()).isEqualTo(4);
            assertThat(fault.what()).startsWith("was inserted (1 in all)");
        });
    }

    @Test
    void aRowWhoseHashWasComputedAnewIsNamedByTheOneAfterIt() {
        List<AuditEntry> rows = chain(7);
        rows.set(3, with(rows.get(3), TENANT, "nobody", "x").sealed());
        assertThat(walk(rows)).hasValueSatisfying(fault -> {
            assertThat(fault.seq()).isEqualTo(4);
            assertThat(fault.what()).contains("computed anew");
        });
    }

    @Test
    void aChainWithoutItsBeginningIsNoChain() {
        List<AuditEntry> rows = chain(7);
        rows.removeFirst();
        for (int i = 0; i < rows.size(); i++)
            rows.set(i, numbered(rows.get(i), i + 1).sealed());
        assertThat(walk(rows)).map(AuditChain.Fault::seq).contains(1L);
    }

    @Test
    void aCutOrRewrittenEndIsFoundByAHeadThatWasKept() {
        // Given
        List<AuditEntry> rows = chain(7);
        AuditHead kept = new AuditHead(7, rows.getLast().hash());
        // When
        rows.removeLast();
        AuditChain cut = walked(rows);
        rows.add(with(entry(7, rows.getLast().hash()), TENANT, "nobody", "x").sealed());
        AuditChain rewritten = walked(rows);
        // Then
        assertThat(cut.end(AuditHead.NONE)).isEmpty();
        assertThat(cut.end(kept)).map(AuditChain.Fault::seq).contains(7L);
        assertThat(rewritten.end(kept))
                .map(AuditChain.Fault::what)
                .hasValueSatisfying(what -> assertThat(what).contains("written anew"));
    }

    @Test
    void aHeadIsReadAsItIsWritten() {
        AuditHead head = new AuditHead(12, "ab".repeat(32));
        assertThat(AuditHead.of(head.toString())).isEqualTo(head);
        for (String bad :
                List.of("", "12", ":", "x:" + head.hash(), "12:" + head.hash().toUpperCase(), "-1:" + head.hash()))
            assertThatThrownBy(() -> AuditHead.of(bad)).hasMessageContaining("is no head of a trail");
    }

    private static Optional<AuditChain.Fault> walk(List<AuditEntry> rows) {
        AuditChain chain = new AuditChain();
        for (AuditEntry row : rows) {
            Optional<AuditChain.Fault> fault = chain.next(row);
            if (fault.isPresent()) return fault;
        }
        return Optional.empty();
    }

    private static AuditChain walked(List<AuditEntry> rows) {
        AuditChain chain = new AuditChain();
        for (AuditEntry row : rows) assertThat(chain.next(row)).isEmpty();
        return chain;
    }

    private static List<AuditEntry> chain(int length) {
        List<AuditEntry> rows = new ArrayList<>();
        String previous = "";
        for (int seq = 1; seq <= length; seq++) {
            AuditEntry row = entry(seq, previous).sealed();
            rows.add(row);
            previous = row.hash();
        }
        return rows;
    }

    private static AuditEntry entry(long seq, String previous) {
        return new AuditEntry(
                AuditEntry.FORM,
                TENANT,
                "tenant-service",
                seq,
                START.plus(Duration.ofSeconds(seq)),
                "actor",
                "Ida",
                "ADMIN",
                "",
                "",
                "account.connected",
                "subject",
                "",
                "{\"n\":1}",
                previous,
                "");
    }

    private static AuditEntry with(AuditEntry row, TenantId tenant, String actor, String subject) {
        return new AuditEntry(
                row.form(),
                tenant,
                row.service(),
                row.seq(),
                row.at(),
                actor,
                row.actorName(),
                row.role(),
                row.grant(),
                row.token(),
                row.action(),
                subject,
                row.reason(),
                row.detail(),
                row.previous(),
                row.hash());
    }

    private static AuditEntry of(AuditEntry row, int form, String service, Instant at, String reason, String detail) {
        return new AuditEntry(
                form,
                row.tenant(),
                service,
                row.seq(),
                at,
                row.actor(),
                row.actorName(),
                row.role(),
                row.grant(),
                row.token(),
                row.action(),
                row.subject(),
                reason,
                detail,
                row.previous(),
                row.hash());
    }

    private static AuditEntry numbered(AuditEntry row, long seq) {
        return new AuditEntry(
                row.form(),
                row.tenant(),
                row.service(),
                seq,
                row.at(),
                row.actor(),
                row.actorName(),
                row.role(),
                row.grant(),
                row.token(),
                row.action(),
                row.subject(),
                row.reason(),
                row.detail(),
                row.previous(),
                row.hash());
    }
}
