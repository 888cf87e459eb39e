package io.vigil.checks;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.OwnCheck;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Every check there is, by its id. */
public final class CheckCatalogue {

    /** Names of all check files, one a line: a class path cannot be listed where it is a jar within a jar. */
    static final String INDEX = "checks/index.txt";

    /**
     * All checks take seconds of a core. A thread of the system's does it, for virtual ones would hold up those that tell
     * that a unit is still worked on.
     */
    private static final Executor COMPILER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("check-compiler").factory());

    private final Map<CheckId, CheckSource> sources;
    private final Map<Use, CompletableFuture<CompiledCheck>> compiled = new ConcurrentHashMap<>();

    /** A check over one of the types that it judges. */
    private record Use(CheckId check, ResourceType<?> type) {}

    /** Of all tenants that were judged here lately; a source is compiled in some milliseconds. */
    private static final int MAX_OWN_KEPT = 500;

    private final Map<OwnCheck, Map<ResourceType<?>, CompiledCheck>> own = Collections.synchronizedMap(
            new LinkedHashMap<>(/* initialCapacity */ 16, /* loadFactor */ 0.75f, /* accessOrder */ true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<OwnCheck, Map<ResourceType<?>, CompiledCheck>> eldest) {
                    return size() > MAX_OWN_KEPT;
                }
            });

    private CheckCatalogue(Map<CheckId, CheckSource> sources) {
        this.sources = Collections.unmodifiableMap(sources);
    }

    /**
     * Reads the checks that come with this library.
     *
     * @throws MalformedCheck if one is wrong
     */
    public static CheckCatalogue load() {
        return of(ClassPathText.lines(INDEX).stream()
                .map(path -> CheckSource.read(path, ClassPathText.read(path)))
                .toList());
    }

    static CheckCatalogue of(List<CheckSource> sources) {
        Map<CheckId, CheckSource> byId = new TreeMap<>();
        for (CheckSource source : sources)
            if (byId.put(source.check().id(), source) != null)
                throw new IllegalStateException(
                        "two checks are called " + source.check().id());
        return new CheckCatalogue(byId);
    }

    /** In the order of their ids. */
    public Collection<Check> checks() {
        return sources.values().stream().map(CheckSource::check).toList();
    }

    public Optional<Check> check(CheckId id) {
        return Optional.ofNullable(sources.get(id)).map(CheckSource::check);
    }

    Optional<CheckSource> source(CheckId id) {
        return Optional.ofNullable(sources.get(id));
    }

    /** The checks whose word depends on what a tenant declared. */
    public Set<CheckId> readingDeclarations() {
        return sources.values().stream()
                .filter(CheckSource::readsDeclarations)
                .map(source -> source.check().id())
                .collect(Collectors.toSet());
    }

    Collection<CheckSource> sources() {
        return sources.values();
    }

    /** @throws MalformedCheck if an expression does not fit the type */
    CompiledCheck compiled(CheckSource source, ResourceType<?> type) {
        return finished(compiling(source, type));
    }

    /** Once a check and type, since packs change only values: every pack shares the programs. */
    CompletableFuture<CompiledCheck> compiling(CheckSource source, ResourceType<?> type) {
        return compiled.computeIfAbsent(
                new Use(source.check().id(), type),
                use -> CompletableFuture.supplyAsync(() -> CompiledCheck.compile(source, type), COMPILER));
    }

    /** @throws MalformedCheck as the compilation did */
    static CompiledCheck finished(CompletableFuture<CompiledCheck> compiling) {
        try {
            return compiling.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException known) throw known;
            throw failed;
        }
    }

    /** @throws MalformedCheck if it is wrong, or names what this release does not know */
    Map<ResourceType<?>, CompiledCheck> compiled(OwnCheck check) {
        Map<ResourceType<?>, CompiledCheck> known = own.get(check);
        if (known != null) return known;
        Map<ResourceType<?>, CompiledCheck> fresh = compile(OwnSource.read(check.id(), check.source()));
        own.put(check, fresh);
        return fresh;
    }

    static Map<ResourceType<?>, CompiledCheck> compile(CheckSource source) {
        Map<ResourceType<?>, CompiledCheck> byType = new LinkedHashMap<>();
        for (ResourceType<?> type : source.check().resourceTypes())
            byType.put(type, CompiledCheck.compile(source, type));
        return byType;
    }
}
