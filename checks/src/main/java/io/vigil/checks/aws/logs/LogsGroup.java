package io.vigil.checks.aws.logs;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;

/**
 * A log group.
 *
 * @param publicStatements of the region's resource policies: those by which anyone gets at this group, each as
 *     {@code policy/statement}
 */
public record LogsGroup(@Itself LogGroup group, Read<List<String>> publicStatements) {}
