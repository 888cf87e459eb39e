package io.vigil.reports.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.PackInForce;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the packs say may face the internet. */
@ApplicationScoped
class ReadApprovals {
    /** The registers, each with the field that says what an entry is of. */
    private static final Map<String, String> REGISTERS =
            new TreeMap<>(Map.of("publicEndpoints", "resource", "publicAddresses", "address"));

    /**
     * An entry of a register.
     *
     * @param account whose pack alone holds it; null for the tenant's
     * @param expires as it was written
     */
    record Approval(
            @Nullable AccountId account, String register, String of, String owner, String purpose, String expires) {

        /** As the checks count it. */
        boolean holds(Instant now) {
            if (owner.isEmpty() || purpose.isEmpty() || of.isEmpty()) return false;
            try {
                return Instant.parse(expires).isAfter(now);
            } catch (DateTimeException malformed) {
                return false;
            }
        }
    }

    private final TenantTransaction transaction;

    ReadApprovals(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    /** In the packs' order; of accounts with a pack of their own only what the tenant's does not say. */
    List<Approval> read(TenantId tenant, Optional<AccountId> only) {
        return transaction.call(tenant, handle -> {
            List<Approval> general = of(null, PackInForce.read(handle, tenant, only));
            List<Approval> all = new ArrayList<>(general);
            if (only.isEmpty())
                PackInForce.ofAccounts(handle, tenant)
                        .forEach((account, pack) -> of(account, pack).stream()
                                .filter(its -> general.stream().noneMatch(one -> isSame(one, its)))
                                .forEach(all::add));
            return all;
        });
    }

    private static boolean isSame(Approval one, Approval other) {
        return one.register().equals(other.register())
                && one.of().equals(other.of())
                && one.owner().equals(other.owner())
                && one.purpose().equals(other.purpose())
                && one.expires().equals(other.expires());
    }

    private static List<Approval> of(@Nullable AccountId account, EffectivePack pack) {
        JsonNode declared = EventJson.MAPPER.valueToTree(pack.declarations());
        List<Approval> approvals = new ArrayList<>();
        REGISTERS.forEach((register, field) -> {
            for (JsonNode entry : declared.path(register))
                approvals.add(new Approval(
                        account,
                        register,
                        entry.path(field).asText(),
                        entry.path("owner").asText(),
                        entry.path("purpose").asText(),
                        entry.path("expires").asText()));
        });
        return approvals;
    }
}
