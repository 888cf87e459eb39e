package io.vigil.scanner.unit;

import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.Verdict;

/** Takes what a unit finds, as it is found; called by one thread at a time. */
public interface UnitSink {
    void resource(ResourceSeen resource) throws InterruptedException;

    void verdict(Verdict verdict) throws InterruptedException;
}
