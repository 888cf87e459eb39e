package io.vigil.tenants.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.Mailbox;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who must mend a role that lets others in hears of it without looking at a page. */
@OnRealParts
class TellOfBlockedIT {
    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    Mailbox mailbox;

    @Inject
    PlatformTransaction platform;

    private final String unique = Long.toString(System.nanoTime(), 36);
    private TenantId tenant;
    private AccountId account;

    @BeforeEach
    void aCustomerWithPeople() {
        tenant = world.tenant();
        account = world.account(tenant);
        member("admin", "ADMIN");
        member("viewer", "VIEWER");
        callers.provider(Role.MSP_ADMIN)
                .body(Map.of("subject", "boss" + unique, "email", address("boss"), "role", "MSP_ADMIN"))
                .post("/msp/members")
                .then()
                .statusCode(201);
    }

    @AfterEach
    void leave() {
        callers.provider(Role.MSP_ADMIN).delete("/msp/members/boss" + unique);
    }

    private void member(String who, String role) {
        callers.as(Role.ADMIN, tenant)
                .body(Map.of("subject", who + unique, "email", address(who), "role", role))
                .post("/tenants/" + tenant + "/members")
                .then()
                .statusCode(201);
    }

    private String address(String who) {
        return who + unique + "@example.com";
    }

    @Test
    void theAdministratorsOfBothSidesAreToldOnceForEachTime() {
        // When
        world.probed(tenant, account, ProbeOutcome.UNSAFE, "UNSAFE");
        // Then
        Map<String, Object> mine = mailbox.awaits(address("admin"), 1);
        assertThat(mine.get("subject"))
                .isEqualTo("AWS account %s is blocked: its role lets others in".formatted(account));
        assertThat(String.valueOf(mine.get("text")))
                .contains("Account " + account, "names exactly one id", "Your provider was told the same")
                .contains("http://127.0.0.1:9/t/", "/accounts/" + account);
        Map<String, Object> theirs = mailbox.awaits(address("boss"), 1);
        assertThat(String.valueOf(theirs.get("text")))
                .contains(account.value(), "http://127.0.0.1:9/fleet")
                .doesNotContain("(Account ");
        await().until(() -> tellAt() == null);
        world.probed(tenant, account, ProbeOutcome.ENTERED, "CONNECTED");
        world.probed(tenant, account, ProbeOutcome.UNSAFE, "UNSAFE");
        mailbox.awaits(address("admin"), 2);
        mailbox.awaits(address("boss"), 2);
        await().until(() -> tellAt() == null);
        assertThat(mailbox.to(address("admin"))).hasSize(2);
        assertThat(mailbox.to(address("viewer"))).isEmpty();
    }

    @Test
    void nobodyIsToldOfWhatWasMendedMeanwhile() {
        // Given
        world.probed(tenant, account, ProbeOutcome.UNSAFE, "UNSAFE");
        mailbox.awaits(address("admin"), 1);
        await().until(() -> tellAt() == null);
        platform.run(handle -> handle.execute(
                "update aws_account_registry set tell_at = now() + interval '1 hour' where account_id = ?",
                account.value()));
        // When
        world.probed(tenant, account, ProbeOutcome.ENTERED, "CONNECTED");
        // Then
        assertThat(tellAt()).isNull();
    }

    private Object tellAt() {
        return platform.call(
                handle -> handle.createQuery("select tell_at from aws_account_registry where account_id = :account")
                        .bind("account", account.value())
                        .mapToMap()
                        .one()
                        .get("tell_at"));
    }
}
