package io.vigil.contracts;

import java.util.List;

/** A chunk of a run's verdicts. */
public record VerdictsReported(UnitRef unit, RunId run, int chunk, List<Verdict> verdicts)
        implements Event.UnitReport {}
