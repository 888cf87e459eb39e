package io.vigil.gateway.pages.frameworks;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Framework;
import io.vigil.gateway.upstream.FrameworkSummary;

/** A framework in the list; what nobody evaluated is counted for itself, never as passed. */
public record FrameworkLine(FrameworkSummary data) {

    public String score() {
        return Formats.score(data.score());
    }

    public String share() {
        return Formats.percent(data.evaluatedShare());
    }

    public String version() {
        return data.version() == null ? "" : data.version();
    }

    public String passed() {
        return Formats.grouped(of("PASS"));
    }

    public String failed() {
        return Formats.grouped(of("FAIL"));
    }

    /** Of what no API shows: how much somebody stands in for. */
    public String attested() {
        Framework.ByPeople people = data.people() == null ? Framework.ByPeople.NONE : data.people();
        return people.requirements() == 0
                ? "–"
                : Formats.grouped(people.attested()) + " of " + Formats.grouped(people.requirements());
    }

    /** Could not check, never ran, or was attested until a day that has passed: somebody must look. */
    public String open() {
        return Formats.grouped(
                data.requirements().values().stream().mapToLong(Long::longValue).sum()
                        - of("PASS")
                        - of("FAIL")
                        - of("MANUAL")
                        - of("ATTESTED")
                        - of("NOT_APPLICABLE")
                        - of("EXCEPTED")
                        - of("DECIDED_OUT"));
    }

    private long of(String status) {
        return data.requirements().getOrDefault(status, 0L);
    }
}
