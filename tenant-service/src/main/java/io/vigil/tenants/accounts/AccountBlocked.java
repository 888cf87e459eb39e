package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import org.jdbi.v3.core.Handle;

/** Its role turned out unsafe. Told within the service and the transaction, so that no scan goes on with it. */
public record AccountBlocked(Handle handle, TenantId tenant, AccountId account) {}
