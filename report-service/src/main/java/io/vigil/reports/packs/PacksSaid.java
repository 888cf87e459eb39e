package io.vigil.reports.packs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.qute.TemplateData;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.PackVersions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By which packs a report's findings were judged, and what those packs decide out.
 *
 * @param packs the tenant's first, then those of accounts that have one of their own
 */
@TemplateData
public record PacksSaid(List<PackSaid> packs, List<Out> decidedOut) {

    /** @param account null for the tenant's */
    @TemplateData
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PackSaid(@Nullable AccountId account, PackVersions versions, PackDigest digest) {}

    /**
     * @param account where only this account's pack says so; null for the tenant's pack
     * @param title of the check or the requirement
     * @param findings that do not count because of it; those of a requirement count elsewhere
     * @param overdue whether it was to be looked at again by now
     */
    @TemplateData
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Out(
            ControlId control,
            @Nullable AccountId account,
            String title,
            PackLevel level,
            String reason,
            String by,
            Instant since,
            @Nullable LocalDate reviewOn,
            boolean overdue,
            int findings) {}

    /** The decision by which an account's check does not count. */
    public Optional<Out> of(AccountId account, CheckId check) {
        ControlId control = ControlId.of(check);
        return decidedOut.stream()
                .filter(out -> out.control().equals(control))
                .filter(out -> out.account() == null || out.account().equals(account))
                // an account's own word stands before the general one
                .min(Comparator.comparing(out -> out.account() == null));
    }

    /** How many accounts have a pack of their own. */
    public int ofAccounts() {
        return packs.size() - 1;
    }

    /** In a line, such as {@code baseline 3, customer 2; 1111 2222 3333: baseline 3, customer 2, account 1}. */
    public String versions() {
        StringBuilder words = new StringBuilder();
        for (PackSaid pack : packs) {
            if (!words.isEmpty()) words.append("; ");
            if (pack.account() != null) words.append(pack.account()).append(": ");
            words.append(pack.versions().words());
        }
        return words.toString();
    }
}
