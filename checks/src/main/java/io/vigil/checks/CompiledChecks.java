package io.vigil.checks;

import io.vigil.checks.Shape.Member;
import io.vigil.checks.Shape.Struct;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.OwnCheck;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The checks that a pack runs, with its parameters and declarations. Safe to use from many threads. */
public final class CompiledChecks {
    private final Map<ResourceType<?>, List<Ready>> byType;
    private final Members declared;

    /** Types of which the catalogue has more checks than run. */
    private final Set<ResourceType<?>> partly;

    /** After so many evaluations that had to be stopped, an own check is not tried any more: it would take its time again. */
    private static final int MAX_STOPPED = 20;

    /** @param program being made meanwhile, so that AWS can be asked before it is there */
    private record Ready(Check check, CompletableFuture<CompiledCheck> program, Members params, AtomicInteger stopped) {
        Ready(Check check, CompletableFuture<CompiledCheck> program, Members params) {
            this(check, program, params, new AtomicInteger());
        }

        CheckId id() {
            return check.id();
        }
    }

    private static final Unread NO_LONGER_TRIED = new Unread(
            UnreadReason.CHECK_FAILED,
            null,
            null,
            "the check was stopped on %d resources before, and was not tried on this one".formatted(MAX_STOPPED));

    private CompiledChecks(Map<ResourceType<?>, List<Ready>> byType, Members declared, Set<ResourceType<?>> partly) {
        this.byType = byType;
        this.declared = declared;
        this.partly = partly;
    }

    /**
     * @param pack ids in it that the catalogue does not know are passed over: the pack may be younger
     * @throws InvalidPack if a value in the pack has another type than its check's parameter or declaration
     */
    public static CompiledChecks compile(CheckCatalogue catalogue, EffectivePack pack) {
        Map<ResourceType<?>, List<Ready>> byType = new LinkedHashMap<>();
        Set<ResourceType<?>> partly = new HashSet<>();
        for (CheckSource source : catalogue.sources()) {
            Check check = source.check();
            if (!pack.runs(check.id())) {
                partly.addAll(check.resourceTypes());
                continue;
            }
            Map<String, Object> overrides = pack.params().getOrDefault(check.id(), Map.of());
            Members params = params(check, Language.paramsStruct(source.paramShapes()), overrides);
            for (ResourceType<?> type : check.resourceTypes())
                byType.computeIfAbsent(type, none -> new ArrayList<>())
                        .add(new Ready(check, catalogue.compiling(source, type), params));
        }
        for (OwnCheck own : pack.ownChecks()) {
            if (!pack.runs(own.id())) continue;
            Map<String, Object> overrides = pack.params().getOrDefault(own.id(), Map.of());
            own(catalogue, own)
                    .forEach((type, compiled) -> byType.computeIfAbsent(type, none -> new ArrayList<>())
                            .add(new Ready(
                                    compiled.check(),
                                    CompletableFuture.completedFuture(compiled),
                                    params(compiled.check(), compiled.params(), overrides))));
        }
        if (!pack.ownChecks().isEmpty()) byType.values().forEach(each -> each.sort(Comparator.comparing(Ready::id)));
        return new CompiledChecks(byType, declared(pack.declarations()), partly);
    }

    /** An own check that this release cannot compile any more is passed over: what it found stays as it is. */
    private static Map<ResourceType<?>, CompiledCheck> own(CheckCatalogue catalogue, OwnCheck own) {
        try {
            return catalogue.compiled(own);
        } catch (MalformedCheck ofAnotherRelease) {
            return Map.of();
        }
    }

    /** The same checks, but for those with other ids. */
    public CompiledChecks only(Collection<CheckId> ids) {
        Map<ResourceType<?>, List<Ready>> some = new LinkedHashMap<>();
        Set<ResourceType<?>> fewer = new HashSet<>(partly);
        byType.forEach((type, checks) -> {
            List<Ready> kept =
                    checks.stream().filter(each -> ids.contains(each.id())).toList();
            if (!kept.isEmpty()) some.put(type, kept);
            if (kept.size() < checks.size()) fewer.add(type);
        });
        return new CompiledChecks(some, declared, fewer);
    }

    /** What a pack says that the catalogue does not know or cannot use, one sentence each; empty if it is sound. */
    public static List<String> problems(CheckCatalogue catalogue, EffectivePack pack) {
        List<String> problems = new ArrayList<>();
        Set<CheckId> named = new TreeSet<>(pack.disabledChecks());
        named.addAll(pack.params().keySet());
        Set<CheckId> own = pack.ownChecks().stream().map(OwnCheck::id).collect(Collectors.toSet());
        for (CheckId id : named)
            if (catalogue.check(id).isEmpty() && !own.contains(id))
                problems.add("there is no check '%s'".formatted(id));
        for (String kind : pack.declarations().keySet())
            if (!Shapes.of(Declarations.class).members().containsKey(kind))
                problems.add("there is no kind of declaration '%s'".formatted(kind));
        try {
            compile(catalogue, pack);
        } catch (InvalidPack invalid) {
            problems.add(String.valueOf(invalid.getMessage()));
        }
        return problems;
    }

    /**
     * Waits until all can judge, for who has something else to do at the same time that must not wait.
     *
     * @throws MalformedCheck if a check of the catalogue does not compile
     */
    public CompiledChecks ready() {
        byType.values().forEach(checks -> checks.forEach(each -> CheckCatalogue.finished(each.program())));
        return this;
    }

    /** The types that some check of the pack judges. */
    public Set<ResourceType<?>> resourceTypes() {
        return byType.keySet();
    }

    /**
     * What of a type they look at; all of it where every check of the catalogue runs. Else it is known only when they have
     * been made.
     */
    public Needs needs(ResourceType<?> type) {
        if (!partly.contains(type)) return Needs.EVERYTHING;
        Set<String> paths = new TreeSet<>();
        for (Ready each : ready(type))
            paths.addAll(CheckCatalogue.finished(each.program()).needs());
        return Needs.of(paths);
    }

    public List<Check> checksOf(ResourceType<?> type) {
        return ready(type).stream().map(Ready::check).toList();
    }

    /**
     * Every check of the pack on one resource, in the order of their ids; never throws for what the resource holds.
     *
     * @param asOf when the resource was read; ages are counted to it
     */
    public List<Judgement> judge(Resource<?> resource, Instant asOf) {
        return judge(resource.ref(), Document.of(resource), asOf);
    }

    /** As {@link #judge(Resource, Instant)}, over a document that was made before or kept. */
    public List<Judgement> judge(ResourceRef resource, Document document, Instant asOf) {
        List<Ready> checks = ready(document.type());
        if (checks.isEmpty()) return List.of();
        Members members = Binding.of(Shapes.of(document.type().document()), document.members());
        List<Judgement> judgements = new ArrayList<>(checks.size());
        for (Ready each : checks) judgements.add(judge(each, resource, document.members(), members, asOf));
        return judgements;
    }

    private Judgement judge(
            Ready each, ResourceRef resource, Map<String, Object> document, Members members, Instant asOf) {
        CompiledCheck check = CheckCatalogue.finished(each.program());
        if (each.stopped().get() >= MAX_STOPPED)
            return new Judgement(each.check(), resource, new Outcome.Undetermined(NO_LONGER_TRIED), Map.of());
        Optional<Allowance> allowance =
                check.dialect() == Dialect.OWN ? Optional.of(new Allowance()) : Optional.empty();
        Facts facts = new Facts(resource.name(), members, each.params(), declared, asOf, check.let(), allowance);
        Judgement judgement = check.judge(resource, document, facts);
        if (facts.stopped()) each.stopped().incrementAndGet();
        return judgement;
    }

    private List<Ready> ready(ResourceType<?> type) {
        return byType.getOrDefault(type, List.of());
    }

    private static Members params(Check check, Struct struct, Map<String, Object> overrides) {
        Map<String, Object> values = new HashMap<>(check.params());
        values.putAll(overrides);
        overrides.forEach((name, value) -> Bounds.fault(
                        Optional.ofNullable(check.bounds().get(name)), value)
                .ifPresent(why -> {
                    throw new InvalidPack("params of %s: .%s: %s".formatted(check.id(), name, why));
                }));
        try {
            return Binding.exactly(struct, values);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidPack("params of %s: %s".formatted(check.id(), wrong.getMessage()));
        }
    }

    static Members declared(Map<String, Object> declarations) {
        Struct struct = Shapes.of(Declarations.class);
        Map<String, Object> known = new HashMap<>(declarations);
        known.keySet().retainAll(struct.members().keySet());
        Members members;
        try {
            members = Binding.atOnce(struct, known);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidPack("declarations: %s".formatted(wrong.getMessage()));
        }
        for (Member kind : struct.members().values())
            if (!known.containsKey(kind.name()))
                members.missing(
                        kind.name(),
                        new Unread(
                                UnreadReason.NOT_DECLARED, null, null, "the tenant has not declared " + kind.name()));
        return members;
    }
}
