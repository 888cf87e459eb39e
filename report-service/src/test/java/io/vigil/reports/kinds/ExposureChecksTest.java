package io.vigil.reports.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.checks.CheckCatalogue;
import org.junit.jupiter.api.Test;

class ExposureChecksTest {
    @Test
    void everyOneIsInTheCatalogueOnce() {
        var catalogue = CheckCatalogue.load();
        assertThat(ExposureChecks.all())
                .doesNotHaveDuplicates()
                .allSatisfy(check ->
                        assertThat(catalogue.check(check)).as(check.value()).isPresent());
    }

    /** Whoever adds a check of what is public adds it to the report. */
    @Test
    void everyCheckOfItsNameIsAmongThem() {
        assertThat(ExposureChecks.PUBLIC)
                .containsAll(CheckCatalogue.load().checks().stream()
                        .map(check -> check.id())
                        .filter(id -> id.value().endsWith("-not-public"))
                        .toList());
        assertThat(ExposureChecks.PORTS)
                .containsAll(CheckCatalogue.load().checks().stream()
                        .map(check -> check.id())
                        .filter(id -> id.value().startsWith("ec2-security-group-no-")
                                && id.value().endsWith("-from-internet"))
                        .toList());
    }
}
