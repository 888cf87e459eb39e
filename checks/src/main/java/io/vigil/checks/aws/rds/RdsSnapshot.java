package io.vigil.checks.aws.rds;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/**
 * A manual snapshot of an instance; automated ones cannot be shared.
 *
 * @param restoreAccounts values of its attribute {@code restore}: account ids, or {@code all}
 * @param encrypted AWS calls it otherwise for instances and clusters
 */
public record RdsSnapshot(@Itself DBSnapshot dbSnapshot, Read<List<String>> restoreAccounts, boolean encrypted) {}
