package io.vigil.deploy.stack.apart;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Asks every cache of a module that tenants share, as another tenant than the one that filled it. */
public final class AskCaches {

    /** Fills a cache as one tenant, asks it with the same ids as another, and fails for whatever comes of the first. */
    public interface Case {
        void holds() throws Exception;
    }

    private AskCaches() {}

    /**
     * How many were asked.
     *
     * @param list of the module's caches
     * @param cases by the name of the field
     * @throws AssertionError for a cache without a case, a case without a cache, or a key that does not tell tenants apart
     */
    public static int asAnotherTenant(Path list, Map<String, Case> cases) throws Exception {
        List<DeclaredCache> shared = DeclaredCache.read(list).stream()
                .filter(cache -> cache.kind().isShared())
                .toList();
        Set<String> names = shared.stream().map(DeclaredCache::field).collect(Collectors.toCollection(TreeSet::new));
        if (!names.equals(new TreeSet<>(cases.keySet())))
            throw new AssertionError(
                    "%s names %s, and there are cases for %s".formatted(list, names, new TreeSet<>(cases.keySet())));
        for (DeclaredCache cache : shared) {
            if (cache.kind() == DeclaredCache.Kind.TENANT && !cache.tellsTenantsApart())
                throw new AssertionError("two tenants have the same key in " + cache.field());
            try {
                Objects.requireNonNull(cases.get(cache.field())).holds();
            } catch (AssertionError leak) {
                throw new AssertionError("%s, %s".formatted(cache.field(), cache.why()), leak);
            }
        }
        return shared.size();
    }
}
