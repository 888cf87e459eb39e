package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefuseUnsafeStartTest {

    private static final String RANDOM = "q7Jw2-sX0aLr9_fP";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "vigil",
                "postgres",
                "demo-demo-demo-demo-demo",
                "Password12345678901",
                "short-but-odd",
                " vigil-vigil-vigil-vigil",
                "${VIGIL_DB_PASSWORD}"
            })
    void aPasswordThatEverybodyKnowsIsRefused(String password) {
        assertThatThrownBy(() -> RefuseUnsafeStart.refuseKnownPasswords(password, RANDOM))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the database password")
                .hasMessageContaining("VIGIL_LOCAL");
        assertThatThrownBy(() -> RefuseUnsafeStart.refuseKnownPasswords(RANDOM, password))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the tables' owner");
    }

    @Test
    void aRandomOneIsTaken() {
        assertThatCode(() -> RefuseUnsafeStart.refuseKnownPasswords(RANDOM, RANDOM))
                .doesNotThrowAnyException();
    }

    @Test
    void aRoleThatMayMoreIsRefusedByWhatItMay() {
        assertThatThrownBy(() -> RefuseUnsafeStart.refuseStrongRole(List.of("is a superuser", "may make roles")))
                .hasMessageContaining("is a superuser, may make roles");
        assertThatCode(() -> RefuseUnsafeStart.refuseStrongRole(List.of())).doesNotThrowAnyException();
    }
}
