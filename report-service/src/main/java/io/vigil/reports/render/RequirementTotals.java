package io.vigil.reports.render;

import io.quarkus.qute.TemplateData;
import io.vigil.reports.frameworks.ReadFrameworks.CheckStanding;
import io.vigil.reports.frameworks.ReadFrameworks.RequirementStanding;

/** Sums over a requirement's checks. */
@TemplateData
public final class RequirementTotals {
    public int pass(RequirementStanding requirement) {
        return requirement.checks().stream().mapToInt(CheckStanding::pass).sum();
    }

    public int fail(RequirementStanding requirement) {
        return requirement.checks().stream().mapToInt(CheckStanding::fail).sum();
    }

    public int undetermined(RequirementStanding requirement) {
        return requirement.checks().stream()
                .mapToInt(CheckStanding::undetermined)
                .sum();
    }
}
