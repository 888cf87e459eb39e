package io.vigil.deploy.bench;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What one JVM cost from its start to its end.
 *
 * @param cpu of all its threads
 * @param peakHeapMib the largest heap in use that a collection found
 * @param peakResidentMib as the kernel counted it; absent where it tells nothing
 */
record Measured(int exitCode, Duration wall, Duration cpu, long peakHeapMib, OptionalLong peakResidentMib) {}
