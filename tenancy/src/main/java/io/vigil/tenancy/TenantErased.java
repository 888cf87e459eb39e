package io.vigil.tenancy;

import io.vigil.contracts.TenantId;

/** The tenant is erased, or about to be: what arrives of it is dropped, and whoever asks for it finds nothing. */
public final class TenantErased extends RuntimeException {
    TenantErased(TenantId tenant) {
        super("tenant %s is erased".formatted(tenant));
    }
}
