package io.vigil.scanner.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.iam.DeclaredOperations;
import io.vigil.contracts.EffectivePack;
import io.vigil.scanner.collect.organizations.OrganizationTree;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code -Dvigil.write=true} writes the list anew. */
class DeclaredOperationsTest {
    private static final Path SOURCE = Path.of("../checks/src/main/resources").resolve(DeclaredOperations.FILE);

    @Test
    void theListForOthersIsWhatTheCollectorsDeclare() throws Exception {
        // Given
        SortedSet<String> lines = new TreeSet<>();
        for (ResourceType<?> type : ResourceTypes.ALL)
            Collectors.ALL
                    .of(type)
                    .orElseThrow()
                    .operationsByPart()
                    .forEach((part, operations) -> operations.forEach(operation ->
                            lines.add((part.isEmpty() ? type.name() : type + "/" + part) + " " + operation)));
        for (String operation : OrganizationTree.OPERATIONS)
            lines.add(DeclaredOperations.ORGANIZATION + " " + operation);
        String text = String.join("\n", lines) + "\n";

        // When
        if (Boolean.getBoolean("vigil.write")) {
            Files.writeString(SOURCE, text);
            abort(SOURCE + " was written anew");
        }

        // Then
        try (InputStream file =
                Objects.requireNonNull(DeclaredOperations.class.getResourceAsStream("/" + DeclaredOperations.FILE))) {
            assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .as("%s, which -Dtest=DeclaredOperationsTest -Dvigil.write=true writes anew", SOURCE)
                    .isEqualTo(text);
        }
    }

    @Test
    void readsWhatAllChecksTake() {
        CompiledChecks all = CompiledChecks.compile(CheckCatalogue.load(), EffectivePack.BASELINE);
        assertThat(DeclaredOperations.load().of(all)).isEqualTo(Collectors.ALL.operations(all.resourceTypes()));
    }
}
