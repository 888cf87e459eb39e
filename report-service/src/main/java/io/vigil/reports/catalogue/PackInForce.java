package io.vigil.reports.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The packs of a tenant as tenant-service last told them. */
public final class PackInForce {
    private PackInForce() {}

    /** The tenant's; the baseline as long as nothing was told. */
    public static EffectivePack read(Handle handle, TenantId tenant) {
        return handle.createQuery("select content from pack where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .findOne()
                .map(PackInForce::parse)
                .orElse(EffectivePack.BASELINE);
    }

    /** What an account is judged by: its own, or else the tenant's. */
    public static EffectivePack read(Handle handle, TenantId tenant, AccountId account) {
        return handle.createQuery("select content from account_pack where tenant_id = :tenant and account = :account")
                .bind("tenant", tenant.value())
                .bind("account", account.value())
                .mapTo(String.class)
                .findOne()
                .map(PackInForce::parse)
                .orElseGet(() -> read(handle, tenant));
    }

    public static EffectivePack read(Handle handle, TenantId tenant, Optional<AccountId> account) {
        return account.map(id -> read(handle, tenant, id)).orElseGet(() -> read(handle, tenant));
    }

    /** Of the accounts that have one of their own. */
    public static Map<AccountId, EffectivePack> ofAccounts(Handle handle, TenantId tenant) {
        Map<AccountId, EffectivePack> packs = new LinkedHashMap<>();
        handle.createQuery("select account, content from account_pack where tenant_id = :tenant order by account")
                .bind("tenant", tenant.value())
                .map((row, context) ->
                        Map.entry(new AccountId(row.getString("account")), parse(row.getString("content"))))
                .forEach(each -> packs.put(each.getKey(), each.getValue()));
        return packs;
    }

    private static EffectivePack parse(String content) {
        try {
            return EventJson.MAPPER.readValue(content, EffectivePack.class);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("a stored pack is unreadable", unreadable);
        }
    }
}
