package io.vigil.reports;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.contracts.GrantId;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.test.PermissionMatrix;
import io.vigil.deploy.stack.test.PermissionMatrix.Identity;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Role;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may call what, read from the document that the service makes of itself. */
@QuarkusTest
@OnStack
class PermissionsIT {
    @Inject
    Gateway gateway;

    @TestHTTPResource
    URI root;

    private final TenantId tenant = ScriptedRun.newTenant();

    @Test
    void everyoneGetsAsFarAsIsDeclaredAndNoFurther() {
        // Given
        var matrix = new PermissionMatrix(service());
        // When
        var outcome = matrix.call(operations(matrix), identities(), tenant.value());
        // Then
        System.out.println("report-service, permissions: " + outcome);
        assertThat(outcome.contradictions()).isEmpty();
        assertThat(outcome.answers())
                .as("each kind of answer is met")
                .containsOnlyKeys(PermissionMatrix.Answer.values());
    }

    /** Whatever is added later: who may read does not write or take files along, and a grant opens what a customer may. */
    @Test
    void everyDeclarationKeepsToWhatItsRolesAreFor() {
        assertThat(operations(new PermissionMatrix(service()))).isNotEmpty().allSatisfy(operation -> {
            String name = operation.verb() + " " + operation.path();
            assertThat(operation.permitted()).as(name + " says who may call it").isNotEmpty();
            if (!operation.inTenant()) return;
            boolean file =
                    operation.path().endsWith("/export") || operation.path().endsWith("/content");
            if (file || !operation.verb().equals("GET"))
                assertThat(operation.permitted()).as(name).doesNotContain("VIEWER");
            assertThat(operation.permitted()).as(name).contains("ADMIN").doesNotContain("MSP_VIEWER");
            assertThat(operation.withoutGrant()).as(name + " names resources").isEmpty();
            if (operation.permitted().contains("MSP_ANALYST"))
                assertThat(operation.permitted())
                        .as(name)
                        .containsAnyOf("OPERATOR", operation.verb().equals("GET") ? "AUDITOR" : "OPERATOR");
        });
    }

    private List<Identity> identities() {
        List<Identity> all = new ArrayList<>();
        all.add(new Identity("nobody", "", "", ""));
        for (Role role : Role.values()) {
            String name = role.name();
            if (role == Role.SERVICE) continue;
            if (!role.ofProvider()) {
                all.add(identity(name, name, tenant, role, Optional.empty()));
                all.add(identity(name + " of another tenant", "", ScriptedRun.newTenant(), role, Optional.empty()));
                continue;
            }
            all.add(identity(name + " outside", "", tenant, role, Optional.empty()));
            all.add(identity(name + " by a grant", name, tenant, role, grant(Grant.Kind.WORK)));
            all.add(identity(
                    name + " by a grant of another tenant", "", ScriptedRun.newTenant(), role, grant(Grant.Kind.WORK)));
            all.add(identity(name + " by the standing grant", "AUDITOR", tenant, role, grant(Grant.Kind.AUDIT)));
        }
        return all;
    }

    private static Optional<Grant> grant(Grant.Kind kind) {
        return Optional.of(new Grant(new GrantId(new UUID(0, 9)), kind));
    }

    private Identity identity(String name, String acting, TenantId where, Role role, Optional<Grant> grant) {
        String token = gateway.token(new Caller("matrix-" + role, Optional.of(where), role, "Max", grant));
        return new Identity(name, role.name(), acting, token);
    }

    private static List<PermissionMatrix.Operation> operations(PermissionMatrix matrix) {
        return matrix.operations(given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    private URI service() {
        return URI.create(root.toString().replaceAll("/$", ""));
    }
}
