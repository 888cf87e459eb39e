package io.vigil.scanner.docs;

import static java.util.stream.Collectors.joining;

import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.Framework;
import io.vigil.checks.Framework.Requirement;
import io.vigil.checks.Frameworks;
import io.vigil.contracts.Layer;
import io.vigil.contracts.Owner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The pages that lead to the checks: all together, one a layer and one a framework. */
final class Indexes {
    static final String GENERATED = "<!-- Written by ./vigil docs out of the checks; edit those. -->\n\n";

    private final CheckCatalogue checks;
    private final Frameworks frameworks;

    Indexes(CheckCatalogue checks, Frameworks frameworks) {
        this.checks = checks;
        this.frameworks = frameworks;
    }

    /** By file, such as {@code layers/network.md}. */
    Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("README.md", overview());
        for (Layer layer : Layer.values()) pages.put("layers/" + layer.label() + ".md", layer(layer));
        for (Framework framework : frameworks.all())
            pages.put("frameworks/" + framework.id() + ".md", framework(framework));
        return pages;
    }

    private String overview() {
        StringBuilder page = new StringBuilder(GENERATED);
        page.append(
                "# The checks%n%n%d checks in four layers; how one is written: [check-language.md](../check-language.md).%n%n"
                        .formatted(checks.checks().size()));
        page.append("| layer | checks |%n|---|---|%n".formatted());
        for (Layer layer : Layer.values())
            page.append("| [%s](layers/%s.md) | %d |%n"
                    .formatted(layer.label(), layer.label(), of(layer).size()));
        page.append("%n| framework | requirements | answered by checks | shown by people |%n|---|---|---|---|%n"
                .formatted());
        for (Framework framework : frameworks.all()) {
            long manual = framework.requirements().stream()
                    .filter(requirement -> requirement.checks().isEmpty())
                    .count();
            page.append("| [%s %s](frameworks/%s.md) | %d | %d | %d |%n"
                    .formatted(
                            framework.name(),
                            framework.version(),
                            framework.id(),
                            framework.requirements().size(),
                            framework.requirements().size() - manual,
                            manual));
        }
        return page.toString();
    }

    private String layer(Layer layer) {
        StringBuilder page = new StringBuilder(GENERATED);
        page.append(
                "# Checks of the %s layer%n%n| check | severity | says |%n|---|---|---|%n".formatted(layer.label()));
        for (Check check : of(layer))
            page.append("| [`%s`](../%s.md) | %s | %s |%n"
                    .formatted(check.id(), check.id(), check.severity().label(), text(check.title())));
        return page.toString();
    }

    private List<Check> of(Layer layer) {
        return checks.checks().stream().filter(check -> check.layer() == layer).toList();
    }

    private String framework(Framework framework) {
        StringBuilder page = new StringBuilder(GENERATED);
        page.append("# %s %s%n%nNumbers are the standard's, titles are ours.%n"
                .formatted(framework.name(), framework.version()));
        String section = "";
        for (Requirement requirement : framework.requirements()) {
            if (!requirement.section().equals(section)) {
                section = requirement.section();
                page.append("%n## %s%n%n| number | requirement | answered by |%n|---|---|---|%n".formatted(section));
            }
            page.append(
                    "| %s | %s | %s |%n".formatted(requirement.id(), text(requirement.title()), answer(requirement)));
        }
        return page.toString();
    }

    private String answer(Requirement requirement) {
        if (requirement.checks().isEmpty())
            return "people: " + text(requirement.manual().orElse(""));
        return requirement.checks().stream()
                .map(check -> checks.check(check).isPresent()
                        ? "[`%s`](../%s.md)".formatted(check, check)
                        : "`%s`".formatted(check))
                .collect(joining("<br>"));
    }

    static String acts(Owner owner) {
        return switch (owner) {
            case CUSTOMER -> "the customer acts";
            case PARTNER -> "the provider acts";
            case AWS -> "AWS acts";
        };
    }

    /** Words of ours as Markdown that shows them as they are. */
    static String text(Object words) {
        return words.toString()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replaceAll("\\s+", " ");
    }
}
