package io.vigil.reports.exceptions;

import static io.vigil.reports.ScriptedRun.GROUP;
import static io.vigil.reports.ScriptedRun.PORTS;
import static io.vigil.reports.exceptions.ExceptedAccounts.ADA;
import static io.vigil.reports.exceptions.ExceptedAccounts.ONE;
import static io.vigil.reports.exceptions.ExceptedAccounts.OSCAR;
import static io.vigil.reports.exceptions.ExceptedAccounts.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vigil.contracts.Status;
import io.vigil.reports.OnStack;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two who act at once one is first, and afterwards findings, exception and counters agree. */
@QuarkusTest
@OnStack
class ExceptionRacesIT {
    private static final int ROUNDS = Boolean.getBoolean("vigil.full") ? 40 : 6;
    private static final Duration MONTH = Duration.ofDays(30);

    @Inject
    ExceptedAccounts customer;

    @Inject
    EndExceptions endExceptions;

    @BeforeEach
    void twoAccountsThatFail() {
        customer.scan(ONE);
        customer.scan(OTHER);
    }

    @Test
    void ofManyAnswersOneCounts() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            String id = customer.asked(ExceptedAccounts.check(), MONTH);
            // When
            List<Integer> answers = together(
                    () -> customer.answer(ADA, Role.ADMIN, id, "approve"),
                    () -> customer.answer("another-administrator", Role.ADMIN, id, "approve"),
                    () -> customer.answer(OSCAR, Role.OPERATOR, id, "withdraw"),
                    () -> customer.answer(ADA, Role.ADMIN, id, "refuse"));
            // Then
            assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
            String state = customer.state(id);
            assertThat(excepted(id)).isEqualTo(state.equals("IN_FORCE") ? 4 : 0);
            if (state.equals("IN_FORCE"))
                customer.answer(ADA, Role.ADMIN, id, "revoke").then().statusCode(200);
            assertThat(excepted(id)).isZero();
        }
        agree();
    }

    @Test
    void aRevocationDuringAFoldLeavesNothingExcepted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = customer.inForce(ExceptedAccounts.check(), MONTH);
            together(
                    () -> customer.answer(ADA, Role.ADMIN, id, "revoke"),
                    () -> customer.answer(OSCAR, Role.OPERATOR, id, "revoke"),
                    () -> {
                        customer.scan(ONE);
                        return null;
                    },
                    () -> {
                        customer.scan(OTHER);
                        return null;
                    });
            assertThat(customer.state(id)).isEqualTo("REVOKED");
            assertThat(customer.states()).noneMatch(state -> state.contains("EXCEPTED"));
        }
        agree();
    }

    @Test
    void whatFailsWhileAnExceptionIsApprovedIsExcepted() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = customer.asked(ExceptedAccounts.check(), MONTH);
            int fresh = round;
            together(() -> customer.answer(ADA, Role.ADMIN, id, "approve"), () -> {
                customer.take(customer.run(ONE).says(PORTS, "sg-new-" + fresh, GROUP, Status.FAIL));
                return null;
            });
            assertThat(customer.states()).contains(ONE + " sg-new-" + fresh + " EXCEPTED -");
            customer.answer(ADA, Role.ADMIN, id, "revoke").then().statusCode(200);
        }
        agree();
    }

    @Test
    void anEndAndARevocationComeToTheSame() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String id = customer.inForce(ExceptedAccounts.check(), Duration.ofMinutes(5));
            customer.pass(Duration.ofMinutes(5));
            together(
                    () -> customer.answer(ADA, Role.ADMIN, id, "revoke"),
                    () -> {
                        endExceptions.end(customer.tenant);
                        return null;
                    },
                    () -> {
                        endExceptions.end(customer.tenant);
                        return null;
                    });
            assertThat(customer.state(id)).isEqualTo("ENDED");
            assertThat(customer.states()).noneMatch(state -> state.contains("EXCEPTED"));
        }
        agree();
    }

    private int excepted(String id) {
        return customer.get("findings?exception=" + id).extract().path("total");
    }

    /** The counters are what a count of the findings gives. */
    private void agree() {
        assertThat(customer.strings("""
                        select account || ' ' || check_id || ' ' || fail || ' ' || excepted || ' ' || open
                        from fleet_counter where tenant_id = '%s' order by 1
                        """.formatted(customer.tenant))).isEqualTo(customer.strings("""
                        select account || ' ' || check_id || ' ' || count(*) filter (where status = 'FAIL' and state = 'OPEN')
                          || ' ' || count(*) filter (where state = 'EXCEPTED') || ' ' || count(*) filter (where state = 'OPEN')
                        from finding where gone_since is null group by account, check_id order by 1
                        """));
    }

    @SafeVarargs
    private static List<Integer> together(Callable<Response>... acts) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Response> act : threads.invokeAll(List.of(acts))) {
                Response answer = act.get();
                if (answer != null) answers.add(answer.statusCode());
            }
            return answers;
        }
    }
}
