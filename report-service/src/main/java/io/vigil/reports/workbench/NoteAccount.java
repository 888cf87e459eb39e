package io.vigil.reports.workbench;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.exceptions.Texts;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps what somebody says of an account of an audit. Of two who write at once the second is told, and reads the first. */
@ApplicationScoped
public class NoteAccount {
    private static final int LONGEST = 4_000;

    private final TenantTransaction transaction;
    private final AuditTrail trail;
    private final InstantSource clock;

    NoteAccount(TenantTransaction transaction, AuditTrail trail, InstantSource clock) {
        this.transaction = transaction;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * @param revision that the writer saw
     * @param given empty takes the note away
     * @throws Problem 400 for what is no text, 403 for a service account, 404 for what is not there, 409 if it is signed off or
     *     somebody changed it meanwhile
     */
    AuditedAccount note(
            TenantId tenant, UUID audit, AccountId account, int revision, @Nullable String given, Caller by) {
        String note = text(given);
        return transaction.call(tenant, handle -> {
            Act writing = Act.of(by, clock.instant().truncatedTo(ChronoUnit.MICROS));
            AuditTable.lockOpen(handle, tenant, audit);
            AuditedAccount seen = AccountTable.unsigned(handle, tenant, audit, account);
            demandSeen(seen, revision);
            write(handle, tenant, audit, seen, note, writing);
            trail.append(
                    handle,
                    tenant,
                    by,
                    "audit.account.noted",
                    account.toString(),
                    Map.of("audit", audit.toString(), "characters", note.codePointCount(0, note.length())));
            return AccountTable.find(handle, tenant, audit, account);
        });
    }

    /** @throws Problem 400 naming the field */
    static String text(@Nullable String given) {
        String text = Texts.optional("note", given, LONGEST);
        return text == null ? "" : text;
    }

    /** What is said already is not written again. */
    static void write(Handle handle, TenantId tenant, UUID audit, AuditedAccount seen, String note, Act by) {
        if (!seen.note().equals(note)) AccountTable.note(handle, tenant, audit, seen.account(), note, by);
    }

    /** @throws Problem 409 if somebody found something new in the account, or wrote a note, since it was read */
    static void demandSeen(AuditedAccount now, int revision) {
        if (now.revision() != revision)
            throw Problem.conflict(
                    "account %s is not as you saw it: somebody looked again and something changed, or wrote a note; see it first"
                            .formatted(now.account()));
    }
}
