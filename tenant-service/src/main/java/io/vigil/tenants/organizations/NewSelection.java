package io.vigil.tenants.organizations;

import io.vigil.contracts.AccountId;
import io.vigil.tenants.Strict;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts of an organization to connect, as it is asked for.
 *
 * @param whole all of them
 * @param units with all that lie below
 * @param accounts some by their ids
 */
@Strict
public record NewSelection(
        @Nullable Boolean whole,

        @Nullable @Size(max = 2500, message = "must name at most 2500 units")
        List<@NotNull(message = "is missing") String> units,

        @Nullable @Size(max = 10000, message = "must name at most 10000 accounts")
        List<@NotNull(message = "is missing") AccountId> accounts,

        @Nullable @Size(max = 2500, message = "must name at most 2500 units")
        List<@NotNull(message = "is missing") String> exceptUnits,

        @Nullable @Size(max = 10000, message = "must name at most 10000 accounts")
        List<@NotNull(message = "is missing") AccountId> exceptAccounts) {

    Selection chosen() {
        return new Selection(
                whole != null && whole, each(units), each(accounts), each(exceptUnits), each(exceptAccounts));
    }

    static <T> List<T> each(@Nullable List<T> asked) {
        return asked == null ? List.of() : asked.stream().distinct().toList();
    }
}
