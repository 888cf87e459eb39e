package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefuseUnsafeStartTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "vigil", "postgres", "demo-demo-demo-demo-demo", "Password12345678901", "short-but-odd"})
    void aPasswordThatEverybodyKnowsIsRefused(String password) {
        assertThatThrownBy(() -> RefuseUnsafeStart.refuseKnownPassword(password))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("VIGIL_LOCAL");
    }

    @Test
    void aRandomOneIsTaken() {
        assertThatCode(() -> RefuseUnsafeStart.refuseKnownPassword("q7Jw2-sX0aLr9_fP"))
                .doesNotThrowAnyException();
    }

    @Test
    void aRoleThatMayMoreIsRefusedByWhatItMay() {
        assertThatThrownBy(() -> RefuseUnsafeStart.refuseStrongRole(List.of("is a superuser", "may make roles")))
                .hasMessageContaining("is a superuser, may make roles");
        assertThatCode(() -> RefuseUnsafeStart.refuseStrongRole(List.of())).doesNotThrowAnyException();
    }
}
