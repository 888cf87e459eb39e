package io.vigil.reports.findings;

import static io.vigil.reports.ScriptedRun.FRANKFURT;
import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.OnStack;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@OnStack
class WordsIT {
    @Inject
    TakeReport takeReport;

    @Inject
    ListFindings listFindings;

    private TenantId tenant = ScriptedRun.newTenant();

    @BeforeEach
    void aNewCustomer() {
        tenant = ScriptedRun.newTenant();
    }

    @Test
    void findsAPartOfAnIdANameOrATagInWhateverCase() {
        // Given
        take(named("sg-1", "Payments-Gate 100%")
                .says(PORTS, "sg-2", GROUP, Status.FAIL)
                .tagged("sg-2", Map.of("Team", "Blue", "env", "prod")));

        // When, Then
        assertThat(found("SG-1")).containsExactly("sg-1");
        assertThat(found("ments-g")).containsExactly("sg-1");
        assertThat(found("team=BLUE")).containsExactly("sg-2");
        assertThat(found("env=prod")).containsExactly("sg-2");
        assertThat(found("0%")).containsExactly("sg-1");
        assertThat(found("sg_1")).isEmpty();
        assertThat(found("\\")).isEmpty();
        assertThat(found("sg-")).containsExactlyInAnyOrder("sg-1", "sg-2");
    }

    @Test
    void aNewNameIsFoundAndTheFormerOneIsNot() {
        // Given
        take(named("sg-1", "before"));

        // When
        take(named("sg-1", "after"));

        // Then
        assertThat(found("after")).containsExactly("sg-1");
        assertThat(found("before")).isEmpty();
    }

    @Test
    void findsWhatNoInventoryHolds() {
        take(named("111122223333", "the whole account").withoutResources());

        assertThat(found("whole acc")).containsExactly("111122223333");
    }

    @Test
    void nobodyElseFindsIt() {
        // Given
        take(named("sg-1", "secret-project"));

        // When
        tenant = ScriptedRun.newTenant();

        // Then
        assertThat(found("secret")).isEmpty();
    }

    @Test
    void manyResourcesAreListedPageByPageAndCounted() {
        // Given
        ScriptedRun run = ScriptedRun.of(tenant);
        for (int i = 0; i < 1_100; i++)
            run.says(PORTS, "sg-%04d".formatted(i), GROUP, i % 10 == 0 ? Status.FAIL : Status.PASS);
        take(run);
        FindingFilter filter = sought("sg-");
        filter.state = "open";

        // When
        List<String> listed = new ArrayList<>();
        Optional<Cursor> cursor = Optional.empty();
        ListFindings.Page page;
        do {
            page = listFindings.list(tenant, filter, FindingSort.SEVERITY, /* limit */ 25, cursor);
            page.items().forEach(item -> listed.add(item.resource()));
            cursor = Optional.ofNullable(page.next()).map(text -> Cursor.parse(text, FindingSort.SEVERITY));
        } while (cursor.isPresent());

        // Then
        assertThat(page.total()).isEqualTo(110);
        assertThat(listed).hasSize(110).doesNotHaveDuplicates();
    }

    private ScriptedRun named(String resource, String name) {
        return ScriptedRun.of(tenant).says(PORTS, resource, GROUP, name, Status.FAIL, "It is open.", FRANKFURT);
    }

    private void take(ScriptedRun run) {
        run.records().forEach(takeReport::take);
    }

    private List<String> found(String words) {
        return listFindings
                .list(tenant, sought(words), FindingSort.SEVERITY, /* limit */ 50, Optional.empty())
                .items()
                .stream()
                .map(Finding::resource)
                .toList();
    }

    private static FindingFilter sought(String words) {
        FindingFilter filter = new FindingFilter();
        filter.q = words;
        return filter;
    }
}
