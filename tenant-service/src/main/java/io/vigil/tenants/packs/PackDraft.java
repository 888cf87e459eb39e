package io.vigil.tenants.packs;

import io.vigil.tenants.Strict;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a level to say.
 *
 * @param note why, for who reads the history
 * @param basedOn the level's version that was changed; if there is a newer one, nothing is published
 */
@Strict
public record PackDraft(
        @NotNull(message = "is missing") LevelDocument document,

        @Size(max = 500, message = "must be at most 500 characters") @Nullable
        String note,

        @NotNull(message = "is missing") @Min(value = 0, message = "must be at least 0")
        Long basedOn) {

    String written() {
        return note == null ? "" : note.strip();
    }
}
