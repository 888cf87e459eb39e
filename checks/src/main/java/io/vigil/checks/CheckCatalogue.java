package io.vigil.checks;

import io.vigil.contracts.CheckId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Every check there is, by its id. */
public final class CheckCatalogue {

    /** Names of all check files, one a line: a class path cannot be listed where it is a jar within a jar. */
    static final String INDEX = "checks/index.txt";

    private final Map<CheckId, CheckSource> sources;
    private final Map<CheckId, Map<ResourceType<?>, CompiledCheck>> compiled = new ConcurrentHashMap<>();

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

    Collection<CheckSource> sources() {
        return sources.values();
    }

    /** Once a check, since packs change only values: every pack shares the programs. */
    Map<ResourceType<?>, CompiledCheck> compiled(CheckSource source) {
        return compiled.computeIfAbsent(source.check().id(), id -> {
            Map<ResourceType<?>, CompiledCheck> byType = new java.util.LinkedHashMap<>();
            for (ResourceType<?> type : source.check().resourceTypes())
                byType.put(type, CompiledCheck.compile(source, type));
            return byType;
        });
    }
}
