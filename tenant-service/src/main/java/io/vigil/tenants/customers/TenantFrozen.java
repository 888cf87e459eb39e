package io.vigil.tenants.customers;

import io.vigil.contracts.TenantId;
import org.jdbi.v3.core.Handle;

/** Told within the service and the transaction, so that what runs for the customer ends. */
public record TenantFrozen(Handle handle, TenantId tenant) {}
