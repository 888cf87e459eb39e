package io.vigil.reports.catalogue;

import io.vigil.contracts.CheckId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list of requirements, each with the checks that reach it. */
public record Framework(String id, String name, String version, List<Requirement> requirements) {

    /** @param manual what the evidence is where no API shows it; null where checks do */
    public record Requirement(
            String id,
            String title,
            String section,
            List<CheckId> checks,
            @Nullable String manual) {}

    public Set<CheckId> checks() {
        return requirements.stream()
                .flatMap(requirement -> requirement.checks().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
