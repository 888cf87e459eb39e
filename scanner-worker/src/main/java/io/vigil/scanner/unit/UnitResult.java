package io.vigil.scanner.unit;

import io.vigil.contracts.CheckId;
import java.util.List;

/**
 * What a unit can vouch for when it is done.
 *
 * @param completeTypes resource types whose list was read to its end
 * @param checks every check that was judged
 */
public record UnitResult(List<String> completeTypes, List<CheckId> checks) {}
