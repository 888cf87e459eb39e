package io.vigil.contracts;

import java.util.List;

/** A chunk of the resources that a run saw. */
public record ResourcesReported(UnitRef unit, RunId run, int chunk, List<ResourceSeen> resources)
        implements Event.UnitReport {}
