package io.vigil.checks.aws.rds;

import io.vigil.checks.Read;
import java.time.Instant;
import java.util.Optional;

/**
 * What AWS still does for the version of a database.
 *
 * @param offered whether new databases can be made with it; false when it is deprecated or not listed any more
 * @param standardSupportEnds of its major version, empty for engines without such a day
 */
public record EngineSupport(Read<Boolean> offered, Read<Optional<Instant>> standardSupportEnds) {}
