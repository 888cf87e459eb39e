package io.vigil.scanner.docs;

import static java.util.stream.Collectors.joining;

import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Fix;
import io.vigil.checks.Fixes;
import io.vigil.checks.Framework;
import io.vigil.checks.Frameworks;
import io.vigil.checks.ResourceType;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.scanner.collect.Collectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The page of each check: what, why, how it is mended, what is called for it, and where standards ask for it. */
final class CheckPages {

    /** More operations than these are folded away. */
    private static final int OPERATIONS_SHOWN = 12;

    private final CheckCatalogue checks;
    private final Frameworks frameworks;
    private final Collectors collectors;
    private final Fixes fixes;
    private final CompiledChecks compiled;

    CheckPages(CheckCatalogue checks, Frameworks frameworks, Collectors collectors) {
        this.checks = checks;
        this.frameworks = frameworks;
        this.collectors = collectors;
        this.fixes = new Fixes(checks);
        this.compiled = CompiledChecks.compile(checks, EffectivePack.BASELINE);
    }

    /** By file, such as {@code iam-root-mfa-enabled.md}. */
    Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        for (Check check : checks.checks()) pages.put(check.id() + ".md", page(check));
        return pages;
    }

    private String page(Check check) {
        StringBuilder page = new StringBuilder(Indexes.GENERATED);
        page.append("# %s%n%n".formatted(check.title()));
        page.append("`%s` · %s · [%s layer](layers/%s.md) · %s · %s%n%n"
                .formatted(
                        check.id(),
                        check.severity().label(),
                        check.layer().label(),
                        check.layer().label(),
                        check.service(),
                        Indexes.acts(check.owner())));
        page.append("## What%n%n".formatted());
        page.append("Judges %s. Where it fails it says:%n%n> %s%n%n"
                .formatted(
                        check.resourceTypes().stream()
                                .map(type -> "`" + type.name() + "`")
                                .collect(joining(", ")),
                        Indexes.text(check.message())));
        if (!check.params().isEmpty())
            page.append("A policy pack may change: %s.%n%n"
                    .formatted(check.params().entrySet().stream()
                            .map(param -> "`%s` (%s)".formatted(param.getKey(), Indexes.text(param.getValue())))
                            .collect(joining(", "))));
        page.append("## Why%n%n%s%n%n".formatted(Indexes.text(check.risk())));
        page.append("## How to fix it%n%n%s%n%n".formatted(Indexes.text(check.remediation())));
        for (Fix fix : fixes.of(check.id()))
            page.append("### %s%n%n```%s%n%s%n```%n%n".formatted(heading(fix.kind()), fence(fix.kind()), fix.text()));
        page.append(permissions(check));
        page.append(standards(check.id()));
        page.append("## Read more%n%n".formatted());
        check.references().forEach(link -> page.append("- <%s>%n".formatted(link)));
        return page.toString();
    }

    private String permissions(Check check) {
        SortedSet<String> operations = new TreeSet<>();
        CompiledChecks alone = compiled.only(Set.of(check.id()));
        for (ResourceType<?> type : check.resourceTypes())
            collectors.of(type).ifPresent(collector -> operations.addAll(collector.operations(alone.needs(type))));
        String table = "| operation | IAM action |%n|---|---|%n".formatted()
                + operations.stream()
                        .map(operation -> "| `%s` | `%s` |%n".formatted(operation, IamActions.of(operation)))
                        .collect(joining());
        String about = check.resourceTypes().size() == 1 ? "the resource" : "the resources";
        String head = "## What is called%n%nTo read %s, with all that other checks ask of the same document:%n%n"
                .formatted(about);
        return operations.size() <= OPERATIONS_SHOWN
                ? head + table + "\n"
                : head
                        + "<details><summary>%d operations</summary>%n%n%s%n</details>%n%n"
                                .formatted(operations.size(), table);
    }

    private String standards(CheckId check) {
        StringBuilder table = new StringBuilder();
        for (Framework framework : frameworks.all()) {
            List<String> numbers = framework.requirements().stream()
                    .filter(requirement -> requirement.checks().contains(check))
                    .map(Framework.Requirement::id)
                    .toList();
            if (!numbers.isEmpty())
                table.append("| [%s %s](frameworks/%s.md) | %s |%n"
                        .formatted(framework.name(), framework.version(), framework.id(), String.join(", ", numbers)));
        }
        return "## Where it is asked for%n%n| framework | numbers |%n|---|---|%n".formatted() + table + "\n";
    }

    private static String heading(Fix.Kind kind) {
        return switch (kind) {
            case CLI -> "AWS CLI";
            case TERRAFORM -> "Terraform";
            case CLOUDFORMATION -> "CloudFormation";
        };
    }

    private static String fence(Fix.Kind kind) {
        return switch (kind) {
            case CLI -> "sh";
            case TERRAFORM -> "hcl";
            case CLOUDFORMATION -> "yaml";
        };
    }
}
