package io.vigil.tenants.packs;

import io.vigil.checks.PackFaults;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.Owner;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Makes a version of a draft, with what it would change, or says everything that is wrong with it; keeps nothing. */
@ApplicationScoped
class ReadDraft {
    private final Catalogue catalogue;
    private final InstantSource clock;

    ReadDraft(Catalogue catalogue, InstantSource clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** @param before the level's version that is in force */
    record Drafted(LevelVersion before, LevelVersion version) {
        boolean changesNothing() {
            return version.document().equals(before.document());
        }

        /** Whether the customer answers for something more. */
        boolean movesToCustomer() {
            return version.changes().ownersMoved().stream().anyMatch(moved -> moved.to() == Owner.CUSTOMER);
        }
    }

    /** @throws Problem 400 with every place that is wrong */
    Drafted baseline(LevelVersion before, PackDraft draft, Caller by) {
        return drafted(PackLevel.MSP, List.of(), before, List.of(), draft, by);
    }

    /** @throws Problem 400 with every place that is wrong */
    Drafted level(
            Handle handle,
            TenantId tenant,
            Optional<AccountId> account,
            LevelVersion before,
            List<OwnCheck> own,
            PackDraft draft,
            Caller by) {
        List<LevelVersion> above = new ArrayList<>(List.of(LevelTable.BASELINE.newest(handle)));
        if (account.isPresent())
            above.add(LevelTable.of(tenant, Optional.empty()).newest(handle));
        return drafted(before.level(), above, before, own, draft, by);
    }

    private Drafted drafted(
            PackLevel level,
            List<LevelVersion> above,
            LevelVersion before,
            List<OwnCheck> own,
            PackDraft draft,
            Caller by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        LevelDocument document = signed(draft.document(), before.document(), by, now);
        LevelVersion next = new LevelVersion(
                level, before.version() + 1, document, PackChanges.NONE, draft.written(), now, by.displayName());
        MergePack.Merged over = MergePack.merge(above, own);
        // before it is looked at, nothing of it is merged: an entry may be null
        List<PackFaults.Fault> holes = CheckDraft.holes(document, draft.written());
        if (!holes.isEmpty()) throw refused(holes);
        MergePack.Merged merged = MergePack.merge(with(above, next), own);
        List<PackFaults.Fault> faults = CheckDraft.faults(
                document,
                level,
                catalogue.known(own),
                over,
                before.document(),
                merged,
                LocalDate.ofInstant(now, ZoneOffset.UTC));
        if (!faults.isEmpty()) throw refused(faults);
        PackChanges changes = PackChanges.between(
                MergePack.merge(with(above, before), own).pack(),
                merged.pack(),
                catalogue.standardOwner(merged.pack()));
        return new Drafted(before, next.with(changes));
    }

    private static List<LevelVersion> with(List<LevelVersion> above, LevelVersion level) {
        List<LevelVersion> levels = new ArrayList<>(above);
        levels.add(level);
        return levels;
    }

    private static Problem refused(List<PackFaults.Fault> faults) {
        return Problem.malformed(faults.stream()
                .map(fault -> Problem.Fault.at(fault.path(), fault.message()))
                .toList());
    }

    /** A decision that stands already keeps its author and time; of a new one, who publishes is the author. */
    private static LevelDocument signed(LevelDocument document, LevelDocument before, Caller by, Instant now) {
        return document.withDecisions(document.decidedOut().stream()
                .map(decision -> decision == null || decision.isIncomplete()
                        ? decision
                        : before.decidedOut().stream()
                                .filter(decision::isAsBefore)
                                .findFirst()
                                .map(stands -> decision.signed(stands.by(), stands.since()))
                                .orElseGet(() -> decision.signed(by.displayName(), now)))
                .toList());
    }
}
