package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import org.jdbi.v3.core.Handle;

/** Told within the service and the transaction, so that what hangs on the account ends with it. */
public record AccountDisconnected(Handle handle, TenantId tenant, AccountId account) {}
