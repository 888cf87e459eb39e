package io.vigil.tenants.packs;

import io.vigil.contracts.PackLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a level said from one publishing to the next; never changed.
 *
 * @param version counts from 1; 0 stands for what comes with Vigil, or for nothing
 * @param note why it was published, in the author's words
 * @param changes what it does otherwise than the version before
 */
public record LevelVersion(
        PackLevel level,
        long version,
        LevelDocument document,
        PackChanges changes,
        String note,
        @Nullable Instant publishedAt,
        String publishedBy) {

    LevelVersion with(PackChanges others) {
        return new LevelVersion(level, version, document, others, note, publishedAt, publishedBy);
    }

    static LevelVersion none(PackLevel level) {
        LevelDocument document = level == PackLevel.MSP ? LevelDocument.BUILT_IN : LevelDocument.EMPTY;
        return new LevelVersion(level, 0, document, PackChanges.NONE, "", null, "");
    }
}
