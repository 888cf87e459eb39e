package io.vigil.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.Region;
import io.vigil.contracts.Status;
import io.vigil.contracts.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every case of every check by the library's interpreter and by our evaluator: the same to the last letter. */
class EvaluatorCasesTest {
    private static final long SEED = Long.getLong("vigil.seed", 20261123L);
    private static final int CHANGES = Boolean.getBoolean("vigil.full") ? 200 : 6;

    private final Set<Status> met = EnumSet.noneOf(Status.class);
    private int compared;

    @Test
    void judgesEveryCaseAsTheLibraryDoes() {
        for (CheckSource source : CheckCatalogue.load().sources())
            for (Pair pair : pairs(source)) for (CheckCase each : pair.cases) compare(pair, each, each.resource());

        assertThat(compared).isGreaterThan(1_800);
        assertThat(met).containsExactlyInAnyOrder(Status.values());
    }

    @Test
    void judgesWhatBecomesOfTheCasesWhenPartsAreMissingUnreadOrMisshapen() {
        Random random = new Random(SEED);
        for (CheckSource source : CheckCatalogue.load().sources())
            for (Pair pair : pairs(source))
                for (CheckCase each : pair.cases)
                    for (int change = 0; change < CHANGES; change++)
                        compare(pair, each, new ChangedDocument(random).of(each.type(), each.resource()));

        assertThat(compared).isGreaterThan(1_800 * CHANGES);
        assertThat(met).containsExactlyInAnyOrder(Status.values());
    }

    private record Pair(CompiledCheck library, CompiledCheck ours, List<CheckCase> cases) {}

    private static List<Pair> pairs(CheckSource source) {
        Map<ResourceType<?>, Pair> pairs = new HashMap<>();
        for (CheckCase each : CheckCase.of(source))
            pairs.computeIfAbsent(
                            each.type(),
                            type -> new Pair(
                                    TwoEngines.compile(source, type, TwoEngines.LIBRARY),
                                    TwoEngines.compile(source, type, TwoEngines.OURS),
                                    new ArrayList<>()))
                    .cases
                    .add(each);
        return List.copyOf(pairs.values());
    }

    private void compare(Pair pair, CheckCase test, Map<String, Object> document) {
        Verdict expected = verdict(pair.library, test, document);
        Verdict actual = verdict(pair.ours, test, document);

        assertThat(actual)
                .as("%s: %s, over %s", pair.ours.check().id(), test.name(), document)
                .isEqualTo(expected);
        met.add(actual.status());
        compared++;
    }

    private static Verdict verdict(CompiledCheck check, CheckCase test, Map<String, Object> document) {
        ResourceRef resource = new ResourceRef(test.type(), new Region("eu-central-1"), "id", test.resourceName());
        Facts facts = new Facts(
                test.resourceName(),
                Binding.of(Shapes.of(test.type().document()), document),
                Binding.exactly(check.params(), check.check().params()),
                CompiledChecks.declared(test.declared()),
                test.now(),
                check.let());
        return check.judge(resource, document, facts).verdict();
    }
}
