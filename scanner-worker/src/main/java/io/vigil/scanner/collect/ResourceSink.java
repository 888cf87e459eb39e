package io.vigil.scanner.collect;

import io.vigil.checks.Resource;

/** Takes a collector's resources; may wait while earlier ones are judged and published. */
@FunctionalInterface
public interface ResourceSink<R extends Record> {
    void accept(Resource<R> resource) throws InterruptedException;
}
