package io.vigil.tenants.organizations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationNodes.Unit;
import io.vigil.tenancy.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final AccountId ACCOUNT = new AccountId("111122223333");
    private static final List<Unit> UNITS = List.of(
            new Unit("r", null, "Root"),
            new Unit("ou-a", "r", "A"),
            new Unit("ou-b", "r", "B"),
            new Unit("ou-a-1", "ou-a", "A 1"),
            new Unit("ou-a-1-x", "ou-a-1", "A 1 x"));

    @Test
    void aUnitStandsForAllThatLiesBelow() {
        Selection.Chosen chosen = new Selection(false, List.of("ou-a"), List.of(), List.of(), List.of()).in(UNITS);
        assertThat(UNITS)
                .filteredOn(unit -> chosen.has(ACCOUNT, unit.id()))
                .extracting(Unit::id)
                .containsExactly("ou-a", "ou-a-1", "ou-a-1-x");
    }

    @Test
    void anExceptedUnitTakesWhatLiesBelowWithIt() {
        Selection.Chosen chosen = new Selection(true, List.of(), List.of(), List.of("ou-a-1"), List.of()).in(UNITS);
        assertThat(UNITS)
                .filteredOn(unit -> chosen.has(ACCOUNT, unit.id()))
                .extracting(Unit::id)
                .containsExactly("r", "ou-a", "ou-b");
    }

    @Test
    void anExceptedAccountIsLeftOutUnlessItIsNamed() {
        assertThat(new Selection(true, List.of(), List.of(), List.of(), List.of(ACCOUNT))
                        .in(UNITS)
                        .has(ACCOUNT, "r"))
                .isFalse();
        assertThat(new Selection(true, List.of(), List.of(ACCOUNT), List.of(), List.of(ACCOUNT))
                        .in(UNITS)
                        .has(ACCOUNT, "r"))
                .isTrue();
    }

    @Test
    void anUnknownUnitIsRefusedByItsName() {
        Selection selection = new Selection(false, List.of("ou-z"), List.of(), List.of(), List.of());
        assertThatThrownBy(() -> selection.demandUnits(UNITS))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no unit 'ou-z'");
    }
}
