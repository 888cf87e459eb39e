package io.vigil.tenants.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.tenancy.Role;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolesCoveredTest {

    @ParameterizedTest
    @EnumSource(Role.class)
    void nobodyHandsOnMoreThanIsTheirs(Role own) {
        Set<Role> may = switch (own) {
            case ADMIN -> Set.of(Role.VIEWER, Role.AUDITOR, Role.OPERATOR, Role.ADMIN);
            case OPERATOR -> Set.of(Role.VIEWER, Role.OPERATOR);
            case AUDITOR -> Set.of(Role.VIEWER, Role.AUDITOR);
            case VIEWER -> Set.of(Role.VIEWER);
            case MSP_VIEWER, MSP_ANALYST, MSP_ADMIN, SERVICE -> Set.of();
        };
        for (Role role : Role.values())
            assertThat(RolesCovered.covers(own, role))
                    .as(own + " hands on " + role)
                    .isEqualTo(may.contains(role));
    }
}
