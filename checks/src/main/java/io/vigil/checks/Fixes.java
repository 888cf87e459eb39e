package io.vigil.checks;

import dev.cel.common.types.SimpleType;
import io.vigil.checks.Fix.Kind;
import io.vigil.checks.Shape.Struct;
import io.vigil.contracts.CheckId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Writes how a check's failure is mended; compiled when first asked for, since scans need none of it. */
public final class Fixes {
    private final CheckCatalogue catalogue;
    private final Map<CheckId, Map<ResourceType<?>, Map<Kind, FixTemplate>>> compiled = new ConcurrentHashMap<>();

    public Fixes(CheckCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** For nobody in particular: what belongs to a resource stands in angle brackets. */
    public List<Fix> of(CheckId check) {
        return catalogue
                .source(check)
                .map(source -> render(
                        source, source.check().resourceTypes().getFirst(), new Fix.Target("", "", "", "", Map.of())))
                .orElse(List.of());
    }

    /**
     * For one resource, with its own values. What its document does not tell stands in angle brackets; a check or a type
     * that this release does not know has no fix.
     */
    public List<Fix> of(CheckId check, Fix.Target target) {
        Optional<CheckSource> source = catalogue.source(check);
        if (source.isEmpty()) return List.of();
        return source.get().check().resourceTypes().stream()
                .filter(type -> type.name().equals(target.type()))
                .findFirst()
                .map(type -> render(source.get(), type, target))
                .orElse(List.of());
    }

    /** @throws MalformedCheck if an expression does not fit, or stands where it could not be quoted */
    static Map<Kind, FixTemplate> compile(CheckSource source, ResourceType<?> type, CompiledCheck check) {
        Language language = Language.over(type, check.params(), source.dialect());
        for (Let.Fact fact : check.let().facts())
            language = language.with(fact.name(), fact.expression().type());
        Language full = language.with("account", SimpleType.STRING).with("region", SimpleType.STRING);
        Map<Kind, FixTemplate> templates = new EnumMap<>(Kind.class);
        source.fixes().forEach((kind, text) -> templates.put(kind, FixTemplate.compile(full, kind, text)));
        return templates;
    }

    private List<Fix> render(CheckSource source, ResourceType<?> type, Fix.Target target) {
        if (source.fixes().isEmpty()) return List.of();
        CompiledCheck check = catalogue.compiled(source, type);
        Facts facts = facts(source, type, check, target);
        return compiled
                .computeIfAbsent(source.check().id(), none -> new ConcurrentHashMap<>())
                .computeIfAbsent(type, none -> compile(source, type, check))
                .values()
                .stream()
                .map(template -> template.render(facts))
                .toList();
    }

    private static Facts facts(CheckSource source, ResourceType<?> type, CompiledCheck check, Fix.Target target) {
        Facts facts = new Facts(
                target.name(),
                members(Shapes.of(type.document()), target.document()),
                Binding.exactly(check.params(), source.check().params()),
                CompiledChecks.declared(Map.of()),
                Instant.EPOCH,
                check.let());
        facts.add("account", target.account());
        facts.add("region", target.region());
        return facts;
    }

    /** A document of another release may have another shape; it then tells nothing. */
    private static Members members(Struct struct, Map<String, Object> document) {
        try {
            return Binding.of(struct, document);
        } catch (IllegalArgumentException otherShape) {
            return Binding.of(struct, Map.of());
        }
    }
}
