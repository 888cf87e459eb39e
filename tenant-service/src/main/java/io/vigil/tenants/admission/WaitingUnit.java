package io.vigil.tenants.admission;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanClass;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitId;
import java.time.Instant;

/** A unit that could be issued now. */
record WaitingUnit(
        UnitId unit, ScanId scan, TenantId tenant, AccountId account, ScanClass scanClass, Instant queuedAt) {}
