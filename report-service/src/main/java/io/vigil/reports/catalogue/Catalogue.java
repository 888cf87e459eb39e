package io.vigil.reports.catalogue;

import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Fix;
import io.vigil.checks.Fixes;
import io.vigil.checks.Framework;
import io.vigil.checks.Frameworks;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Layer;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.Owner;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What checks and frameworks tell people. A finding may be of a check that this release does not know (a worker ahead of
 * us, or a check that was dropped): it is then shown by its id.
 */
@ApplicationScoped
public class Catalogue {
    /** The framework that follows the four layers and holds every check. */
    public static final String BASELINE = "vigil-baseline";

    private final CheckCatalogue checks = CheckCatalogue.load();
    private final Fixes fixes = new Fixes(checks);
    private final OwnChecks own;
    private final Map<String, Framework> frameworks = new TreeMap<>();
    private final Map<String, Set<CheckId>> checksOf = new TreeMap<>();
    private final Map<CheckId, List<Answer>> answers = new HashMap<>();

    /** A requirement that a check answers for. */
    public record Answer(String framework, String requirement) {}

    Catalogue(OwnChecks own) {
        this.own = own;
        Frameworks.load().all().forEach(this::add);
        if (!frameworks.containsKey(BASELINE)) throw new IllegalStateException("no framework " + BASELINE);
    }

    public Layer layer(CheckId check) {
        return check(check).map(Check::layer).orElse(Layer.ACCOUNT);
    }

    public Owner owner(CheckId check) {
        return check(check).map(Check::owner).orElse(Owner.CUSTOMER);
    }

    /** Who answers for a check: whom the pack names, or else the catalogue. */
    public Owner owner(CheckId check, EffectivePack pack) {
        Owner moved = pack.owners().get(check);
        return moved == null ? owner(check) : moved;
    }

    public String title(CheckId check) {
        return check(check).map(Check::title).orElse(check.value());
    }

    public String service(CheckId check) {
        return check(check).map(Check::service).orElseGet(() -> check.value().split("-", 2)[0]);
    }

    public String risk(CheckId check) {
        return check(check).map(Check::risk).orElse("");
    }

    public String remediation(CheckId check) {
        return check(check).map(Check::remediation).orElse("");
    }

    /** How to mend one resource, with its values; none where the check tells none. */
    public List<Fix> fixes(CheckId check, Fix.Target target) {
        return fixes.of(check, target);
    }

    /** The commands for any resource, what belongs to one in angle brackets; empty where the check tells none. */
    public String commands(CheckId check) {
        return fixes.of(check).stream()
                .filter(fix -> fix.kind() == Fix.Kind.CLI)
                .map(Fix::text)
                .findFirst()
                .orElse("");
    }

    public List<URI> references(CheckId check) {
        return check(check).map(Check::references).orElse(List.of());
    }

    /** Of a tenant's own check too, as long as it is in the tenant's pack. */
    public Optional<Check> check(CheckId check) {
        return OwnCheck.isOwn(check) ? own.find(check) : checks.check(check);
    }

    /** The checks of a pack, ready to judge. */
    public CompiledChecks compile(EffectivePack pack) {
        return CompiledChecks.compile(checks, pack);
    }

    /** The checks of the catalogue whose word depends on what a tenant declared. */
    public Set<CheckId> readingDeclarations() {
        return checks.readingDeclarations();
    }

    public List<Framework> frameworks() {
        return List.copyOf(frameworks.values());
    }

    Optional<Framework> knownFramework(String id) {
        return Optional.ofNullable(frameworks.get(id));
    }

    /** In the order of frameworks and their requirements. */
    List<Answer> answers(CheckId check) {
        return answers.getOrDefault(check, List.of());
    }

    /** @throws Problem 404 if there is none of this id */
    public Framework framework(String id) {
        Framework framework = frameworks.get(id);
        if (framework == null)
            throw Problem.notFound("no framework '%s'; there are %s".formatted(id, frameworks.keySet()));
        return framework;
    }

    /**
     * Those that a question about a framework is about; empty for no framework, which is about all.
     *
     * @throws Problem 404 if there is none of this id
     */
    public Optional<Collection<CheckId>> checksAsked(@Nullable String framework) {
        if (framework == null || framework.isEmpty()) return Optional.empty();
        return Optional.of(checksOf(framework(framework).id()));
    }

    /** The checks of a known framework. */
    public Set<CheckId> checksOf(String framework) {
        return checksOf.getOrDefault(framework, Set.of());
    }

    private void add(Framework framework) {
        frameworks.put(framework.id(), framework);
        checksOf.put(
                framework.id(),
                framework.requirements().stream()
                        .flatMap(requirement -> requirement.checks().stream())
                        .collect(Collectors.toUnmodifiableSet()));
        for (Framework.Requirement requirement : framework.requirements())
            for (CheckId check : requirement.checks())
                answers.computeIfAbsent(check, none -> new ArrayList<>())
                        .add(new Answer(framework.id(), requirement.id()));
    }
}
