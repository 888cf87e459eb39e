package io.vigil.checks;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which parts of a resource checks look at, so that no others are read for them. */
public final class Needs {
    /** The path of the resource itself. */
    private static final String ALL = "";

    public static final Needs EVERYTHING = new Needs(Set.of(ALL));

    private final Set<String> paths;

    private Needs(Set<String> paths) {
        this.paths = paths;
    }

    /** @param paths from the resource, such as {@code root.mfaActive}; in lists, that of their elements: {@code regions.hub} */
    static Needs of(Collection<String> paths) {
        return new Needs(Set.copyOf(new TreeSet<>(paths)));
    }

    /** @param part such as {@code root} or {@code regions.hub}; looked at by itself, within it, or as a part of what holds it */
    public boolean include(String part) {
        return paths.stream().anyMatch(path -> path.equals(part) || within(path, part) || within(part, path));
    }

    private static boolean within(String inner, String outer) {
        return outer.equals(ALL) || inner.startsWith(outer + ".");
    }

    /** What an expression looks at; an element that it hands on as a whole is needed whole. */
    static Set<String> in(CelExpr expression) {
        Set<String> paths = new LinkedHashSet<>();
        collect(expression, Map.of(), paths);
        return paths;
    }

    /** @param elements from the name of an element of a list to the list's path */
    private static void collect(CelExpr expression, Map<String, String> elements, Set<String> paths) {
        Optional<String> path = Lint.path(expression, elements);
        if (path.isPresent()) paths.add(path.get());
        else if (expression.getKind() == Kind.COMPREHENSION) loop(expression.comprehension(), elements, paths);
        else Lint.children(expression).forEach(child -> collect(child, elements, paths));
    }

    private static void loop(CelExpr.CelComprehension loop, Map<String, String> elements, Set<String> paths) {
        Map<String, String> inside = new HashMap<>(elements);
        Optional<String> range = Lint.path(loop.iterRange(), elements);
        inside.remove(loop.iterVar());
        inside.remove(loop.accuVar());
        if (range.isPresent()) inside.put(loop.iterVar(), range.get());
        else collect(loop.iterRange(), elements, paths);
        collect(loop.accuInit(), inside, paths);
        collect(loop.loopCondition(), inside, paths);
        collect(loop.loopStep(), inside, paths);
        collect(loop.result(), inside, paths);
    }
}
