package io.vigil.checks.iam;

import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Needs;
import io.vigil.checks.ResourceType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which AWS operations are needed to see the resources of a type, for those who do not look themselves. The list is
 * written from what the collectors declare, and compared with it by a test of theirs.
 */
public final class DeclaredOperations {
    /**
     * A resource type, or {@link #ORGANIZATION}, and an operation a line, sorted; behind a type's name and a slash the part of
     * its document that takes the operation, where not all do.
     */
    public static final String FILE = "aws/operations.txt";

    /** In place of a resource type: an organization is read beside scans. */
    public static final String ORGANIZATION = "organization";

    /** By the first word of a line. */
    private final Map<String, SortedSet<String>> byType;

    private DeclaredOperations(Map<String, SortedSet<String>> byType) {
        this.byType = byType;
    }

    public static DeclaredOperations load() {
        Map<String, SortedSet<String>> byType = new TreeMap<>();
        try (InputStream file = DeclaredOperations.class.getResourceAsStream("/" + FILE)) {
            if (file == null) throw new IllegalStateException(FILE + " is not on the class path");
            for (String line : new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))
                    .lines()
                    .toList()) {
                int space = line.indexOf(' ');
                byType.computeIfAbsent(line.substring(0, space), type -> new TreeSet<>())
                        .add(line.substring(space + 1));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new DeclaredOperations(byType);
    }

    /** What judging by these checks takes. */
    public SortedSet<String> of(CompiledChecks checks) {
        SortedSet<String> operations = new TreeSet<>();
        for (ResourceType<?> type : checks.resourceTypes()) operations.addAll(of(type, checks.needs(type)));
        return operations;
    }

    /** What the role allows: what judging by these checks takes, and reading the organization that an account manages. */
    public SortedSet<String> ofRole(CompiledChecks checks) {
        SortedSet<String> operations = of(checks);
        operations.addAll(ofOrganization());
        return operations;
    }

    private SortedSet<String> ofOrganization() {
        SortedSet<String> operations = byType.get(ORGANIZATION);
        if (operations == null) throw new IllegalStateException("%s names none of %s".formatted(FILE, ORGANIZATION));
        return operations;
    }

    /** What seeing the resources of a type takes. */
    public SortedSet<String> of(ResourceType<?> type) {
        return of(type, Needs.EVERYTHING);
    }

    private SortedSet<String> of(ResourceType<?> type, Needs needs) {
        String parts = type.name() + "/";
        SortedSet<String> ofType = new TreeSet<>(byType.getOrDefault(type.name(), new TreeSet<>()));
        boolean known = byType.containsKey(type.name());
        for (Map.Entry<String, SortedSet<String>> each : byType.entrySet())
            if (each.getKey().startsWith(parts)) {
                known = true;
                if (needs.include(each.getKey().substring(parts.length()))) ofType.addAll(each.getValue());
            }
        if (!known) throw new IllegalStateException("%s names no operation of %s".formatted(FILE, type));
        return ofType;
    }
}
