package io.vigil.tenancy;

/** What a caller may do; customers' roles act in one tenant, the provider's over tenants. */
public enum Role {
    VIEWER,
    AUDITOR,
    OPERATOR,
    ADMIN,
    MSP_VIEWER,
    MSP_ANALYST,
    MSP_ADMIN,
    /** Another service of Vigil, acting by itself. */
    SERVICE;

    public boolean ofProvider() {
        return this == MSP_VIEWER || this == MSP_ANALYST || this == MSP_ADMIN;
    }
}
