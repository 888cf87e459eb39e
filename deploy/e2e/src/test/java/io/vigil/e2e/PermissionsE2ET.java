package io.vigil.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vigil.deploy.stack.test.PermissionMatrix;
import io.vigil.deploy.stack.test.PermissionMatrix.Answer;
import io.vigil.deploy.stack.test.PermissionMatrix.Identity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every operation of the public API as everybody, by real logins: what the description declares is what happens. */
@EnabledIfSystemProperty(named = "vigil.full", matches = "true", disabledReason = "part of --full")
class PermissionsE2ET {
    private final Platform platform = Platform.running();
    private final PermissionMatrix matrix =
            new PermissionMatrix(platform.portal().resolve("/api/v1"));
    private final Map<Answer, Integer> answers = new EnumMap<>(Answer.class);
    private final TreeSet<String> contradictions = new TreeSet<>();
    private List<PermissionMatrix.Operation> operations = List.of();
    private int identities;
    private int calls;

    @BeforeEach
    void theDescription() throws Exception {
        URI description = platform.portal().resolve("/api/v1/openapi.json");
        try (HttpClient http = HttpClient.newHttpClient()) {
            operations = matrix.operations(
                    http.send(HttpRequest.newBuilder(description).build(), BodyHandlers.ofString())
                            .body());
        }
        assertThat(operations)
                .allSatisfy(operation -> assertThat(operation.permitted())
                        .as("%s %s says who may call it", operation.verb(), operation.path())
                        .isNotEmpty());
    }

    @AfterEach
    void anAnalystAgain() {
        staff("MSP_ANALYST");
    }

    @Test
    void everyoneGetsAsFarAsIsDeclaredAndNoFurther() {
        // Given
        Customer customer = Customer.create(platform, People.AMIR);
        Customer other = Customer.create(platform, People.BRUNA);
        // When
        call(customer, "nobody", "", "", "");
        call(customer, "another customer's administrator", "ADMIN", "", token(People.BRUNA));
        call(customer, "administrator", "ADMIN", "ADMIN", token(People.AMIR));
        for (String role : List.of("OPERATOR", "AUDITOR", "VIEWER")) {
            customer.api()
                    .post(customer.path("/members"), member(People.VERA, role))
                    .expect(201);
            call(customer, role, role, role, token(People.VERA));
        }
        customer.api().delete(customer.path("/members/" + People.VERA.subject)).expect(204);
        call(customer, "a member taken out just now", "VIEWER", "", token(People.VERA));
        staff("MSP_VIEWER");
        call(customer, "MSP_VIEWER", "MSP_VIEWER", "", token(People.NADIA));
        staff("MSP_ANALYST");
        asStaff(customer, other, People.NADIA, "MSP_ANALYST");
        asStaff(customer, other, People.MAREK, "MSP_ADMIN");
        // Then
        System.out.printf(
                "public API, permissions: %d operations x %d identities = %d calls: %s, %d contradictions%n",
                operations.size(), identities, calls, answers, contradictions.size());
        assertThat(contradictions).isEmpty();
        assertThat(answers).containsOnlyKeys(Answer.values());
    }

    private void asStaff(Customer customer, Customer other, People who, String role) {
        Api staff = who.login(platform);
        call(customer, role + " without a grant", role, "", staff.token());
        String elsewhere = enters(staff, other, "PT1H");
        call(customer, role + " by another customer's grant", role, "", staff.token());
        staff.delete(other.path("/grants/" + elsewhere)).expect(204);
        String grant = enters(staff, customer, "PT1H");
        call(customer, role + " by a grant", role, role, staff.token());
        customer.api().delete(customer.path("/grants/" + grant)).expect(204);
        call(customer, role + " by a grant revoked just now", role, "", staff.token());
        enters(staff, customer, "PT1S");
        await().atMost(Duration.ofSeconds(3))
                .until(() -> staff.get(customer.path("/accounts")).status() == 404);
        call(customer, role + " by an expired grant", role, "", staff.token());
        String standing = customer.api()
                .post(customer.path("/grants/standing"), Map.of("reason", "Yearly audit"))
                .expect(201)
                .required("id")
                .asText();
        call(customer, role + " by the standing grant", role, "AUDITOR", staff.token());
        customer.api().delete(customer.path("/grants/" + standing)).expect(204);
    }

    private static String enters(Api staff, Customer customer, String duration) {
        return staff.post(customer.path("/grants"), Map.of("reason", "A question", "duration", duration))
                .expect(201)
                .required("id")
                .asText();
    }

    private void call(Customer customer, String name, String role, String acting, String token) {
        var outcome = matrix.call(operations, List.of(new Identity(name, role, acting, token)), customer.tenant());
        outcome.answers().forEach((answer, count) -> answers.merge(answer, count, Integer::sum));
        contradictions.addAll(outcome.contradictions());
        calls += outcome.calls();
        identities++;
    }

    private String token(People who) {
        return who.login(platform).token();
    }

    private static Map<String, String> member(People who, String role) {
        return Map.of("subject", who.subject, "email", who.user + "@customer.example", "role", role);
    }

    private void staff(String role) {
        People.MAREK
                .login(platform)
                .post("/msp/members", member(People.NADIA, role))
                .expect(201);
    }
}
