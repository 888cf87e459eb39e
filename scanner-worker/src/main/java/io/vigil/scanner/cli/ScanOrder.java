package io.vigil.scanner.cli;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Region;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asked for.
 *
 * @param roleName empty: with the caller's own credentials
 * @param regions empty: all that the account has switched on
 * @param checks empty: all
 */
record ScanOrder(
        AccountId account,
        Optional<String> roleName,
        Optional<String> externalId,
        List<Region> regions,
        Set<CheckId> checks) {}
