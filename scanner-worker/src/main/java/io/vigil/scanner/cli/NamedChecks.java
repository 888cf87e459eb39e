package io.vigil.scanner.cli;

import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.contracts.CheckId;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The checks that somebody names on the command line. */
final class NamedChecks {
    private static final int NEAREST = 3;

    private NamedChecks() {}

    /** @throws IllegalArgumentException for one that does not exist, with those that may be meant */
    static Set<CheckId> of(CheckCatalogue catalogue, Collection<String> names) {
        Set<CheckId> ids = new LinkedHashSet<>();
        for (String name : names) ids.add(of(catalogue, name));
        return ids;
    }

    private static CheckId of(CheckCatalogue catalogue, String id) {
        for (Check check : catalogue.checks()) if (check.id().value().equals(id)) return check.id();
        LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        List<String> nearest = catalogue.checks().stream()
                .map(check -> check.id().value())
                .sorted(Comparator.comparingInt(known -> distance.apply(known, id)))
                .limit(NEAREST)
                .toList();
        throw new IllegalArgumentException(
                "there is no check '%s'; the nearest are %s".formatted(id, String.join(", ", nearest)));
    }
}
