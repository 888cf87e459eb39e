package io.vigil.reports.exceptions;

import io.vigil.reports.catalogue.Catalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** A scope in words, such as {@code the check "SSH is not open", in account 111122223333, where team is data}. */
@ApplicationScoped
class DescribeScope {
    private final Catalogue catalogue;

    DescribeScope(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    String words(Scope scope) {
        List<String> parts = new ArrayList<>();
        if (scope.check() != null) parts.add("the check \"%s\"".formatted(catalogue.title(scope.check())));
        else parts.add("every check");
        if (scope.resource() != null) parts.add("on " + scope.resource());
        if (scope.tag() != null)
            parts.add("where the tag %s is %s"
                    .formatted(
                            scope.tag().key(),
                            scope.tag().value().isEmpty()
                                    ? "empty"
                                    : scope.tag().value()));
        parts.add(scope.account() == null ? "in every account" : "in account " + scope.account());
        return String.join(", ", parts);
    }
}
