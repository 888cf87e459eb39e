package io.vigil.tenants;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.http.TestHTTPResource;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.stack.test.PermissionMatrix;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Grant;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Role;
import io.vigil.tenants.test.Callers;
import io.vigil.tenants.test.OnRealParts;
import io.vigil.tenants.test.World;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for all endpoints, now and later: they are read from the document that the service makes of itself. */
@OnRealParts
class EveryEndpointIT {
    /** What everybody has of their own, and may make and revoke. */
    private static final String OWN = "/tenants/{tenant}/tokens";

    private static final boolean FULL = Boolean.getBoolean("vigil.full");
    private static final long SEED = Long.getLong("vigil.seed", 20261123L);

    private final Random random = new Random(SEED);

    @Inject
    World world;

    @Inject
    Callers callers;

    @Inject
    NewIds ids;

    @TestHTTPResource
    URI root;

    private URI service;

    @BeforeEach
    void address() {
        service = URI.create(root.toString().replaceAll("/$", ""));
    }

    private record Endpoint(String verb, String path, Map<String, Object> operation) {
        Method method() {
            String id = (String) operation.get("operationId");
            String type = id.substring(0, id.lastIndexOf('_'));
            String name = id.substring(id.lastIndexOf('_') + 1);
            try {
                return Arrays.stream(Class.forName(type).getDeclaredMethods())
                        .filter(method -> method.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
            } catch (ClassNotFoundException gone) {
                throw new IllegalStateException(gone);
            }
        }

        Role[] roles() {
            return method().getAnnotation(Permitted.class).value();
        }
    }

    @Test
    void anotherTenantsThingsAreNotThere() {
        // Given
        System.out.println("EveryEndpointIT: vigil.seed=" + SEED);
        TenantId mine = world.tenant();
        String account = world.account(mine).value();
        world.worker();
        String scan = world.scan(mine, new AccountId(account)).toString();
        TenantId other = world.tenant();
        List<Endpoint> ofTenants = endpoints()
                .filter(endpoint -> endpoint.path().contains("{tenant}"))
                .toList();
        assertThat(ofTenants).hasSizeGreaterThan(12);
        for (Endpoint endpoint : ofTenants) {
            String path = endpoint.path()
                    .replace("{tenant}", mine.toString())
                    .replace("{account}", account)
                    .replace("{scan}", scan)
                    .replace("{subject}", "somebody")
                    .replace("{check}", "things-are-good")
                    .replace("{token}", "vgl_abcdefghij")
                    .replace("{revision}", "1")
                    .replaceAll("\\{[a-z]+}", scan);
            for (Role role : strangers(endpoint)) {
                // When
                var answers = List.of(
                        callers.as(role, other).body("{}").request(endpoint.verb(), path),
                        callers.provider(role).body("{}").request(endpoint.verb(), path));
                // Then
                assertThat(answers)
                        .as("%s %s as %s of another tenant", endpoint.verb(), path, role)
                        .allSatisfy(answer -> {
                            assertThat(answer.statusCode()).isEqualTo(404);
                            assertThat(answer.contentType()).contains("application/problem+json");
                            assertThat(answer.<String>path("detail")).isEqualTo("nothing is here");
                        });
            }
        }
    }

    /** All who may call it in their own tenant, with {@code -Dvigil.full=true}; else one of them, by {@code -Dvigil.seed}. */
    private List<Role> strangers(Endpoint endpoint) {
        List<Role> all =
                Stream.of(endpoint.roles()).filter(role -> role != Role.SERVICE).toList();
        return FULL || all.isEmpty() ? all : List.of(all.get(random.nextInt(all.size())));
    }

    @Test
    void whatAnotherTenantOwnsIsNotFoundUnderMyPathEither() {
        // Given
        TenantId theirs = world.tenant();
        var account = world.account(theirs);
        world.worker();
        String scan = world.scan(theirs, account).toString();
        TenantId mine = world.tenant();
        // When, Then
        for (String path : List.of("scans/" + scan, "scans/" + scan + "/progress", "accounts/" + account)) {
            callers.as(Role.VIEWER, mine)
                    .get("/tenants/" + mine + "/" + path)
                    .then()
                    .statusCode(404);
        }
        for (String path : List.of("scans/" + scan, "accounts/" + account)) {
            callers.as(Role.ADMIN, mine)
                    .delete("/tenants/" + mine + "/" + path)
                    .then()
                    .statusCode(404);
        }
        callers.as(Role.ADMIN, mine)
                .body(Map.of("account", account.value()))
                .post("/tenants/" + mine + "/scans")
                .then()
                .statusCode(404);
        assertThat(world.find(theirs, ScanId.of(scan)).getString("state")).isNotEqualTo("CANCELLED");
    }

    /** What cannot be, in a query, is no missing thing: it is said which parameter it is. */
    @Test
    void anImpossibleValueInAQueryIsToldByItsName() {
        // Given
        TenantId tenant = world.tenant();
        List<String> tried = new ArrayList<>();
        for (Endpoint endpoint : endpoints().toList()) {
            Role role = Arrays.stream(endpoint.roles())
                    .filter(permitted -> permitted != Role.SERVICE)
                    .findFirst()
                    .orElse(Role.MSP_ADMIN);
            String path = endpoint.path()
                    .replace("{tenant}", tenant.toString())
                    .replace("{account}", world.accountId().value())
                    .replace("{check}", "things-are-good")
                    .replace("{version}", "1")
                    .replaceAll("\\{[a-z]+}", "o-1234567890");
            for (String parameter : typed(endpoint.method())) {
                // When
                var answer = (endpoint.path().contains("{tenant}") ? callers.as(role, tenant) : callers.provider(role))
                        .queryParam(parameter, "no such'thing")
                        .request(endpoint.verb(), path);
                // Then
                assertThat(answer.statusCode())
                        .as("%s %s ?%s: %s", endpoint.verb(), path, parameter, answer.asString())
                        .isEqualTo(400);
                assertThat(answer.<String>path("detail")).startsWith(parameter + ": ");
                tried.add(parameter);
            }
        }
        assertThat(tried)
                .contains("account", "cursor", "limit", "state", "before", "all")
                .hasSizeGreaterThan(15);
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/pack/versions?limit=99999999999")
                .then()
                .statusCode(400)
                .body("detail", is("limit: is too large a number"));
        // in a path it is as if it were not there
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/scans/no-scan")
                .then()
                .statusCode(404);
        callers.as(Role.VIEWER, tenant)
                .get("/tenants/" + tenant + "/pack/versions/first")
                .then()
                .statusCode(404);
    }

    /** Names of the parameters of the query that are more than a text. */
    private static List<String> typed(Method method) {
        List<String> names = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(RestQuery.class) && parameter.getType() != String.class)
                names.add(parameter.getName());
            if (!parameter.isAnnotationPresent(BeanParam.class)) continue;
            for (Field field : parameter.getType().getDeclaredFields())
                if (field.isAnnotationPresent(QueryParam.class) && field.getType() != String.class)
                    names.add(field.getAnnotation(QueryParam.class).value());
        }
        return names;
    }

    @Test
    void everyoneGetsAsFarAsIsDeclaredAndNoFurther() {
        // Given
        TenantId tenant = world.tenant();
        var matrix = new PermissionMatrix(service);
        // When
        var outcome = matrix.call(matrix.operations(description()), identities(tenant), tenant.value());
        // Then
        System.out.println("tenant-service, permissions: " + outcome);
        assertThat(outcome.contradictions()).isEmpty();
        assertThat(outcome.answers())
                .as("each kind of answer is met")
                .containsOnlyKeys(PermissionMatrix.Answer.values());
    }

    private List<PermissionMatrix.Identity> identities(TenantId tenant) {
        List<PermissionMatrix.Identity> all = new ArrayList<>();
        TenantId other = world.tenant();
        all.add(new PermissionMatrix.Identity("nobody", "", "", ""));
        all.add(new PermissionMatrix.Identity("nonsense", "", "", "e30.e30.e30"));
        for (Role role : Role.values()) {
            String name = role.name();
            if (role == Role.SERVICE) continue;
            if (!role.ofProvider()) {
                all.add(identity(name, name, caller(role, tenant, Optional.empty())));
                all.add(identity(name + " of another tenant", "", caller(role, other, Optional.empty())));
                continue;
            }
            var work = Optional.of(new Grant(ids.grant(), Grant.Kind.WORK));
            var audit = Optional.of(new Grant(ids.grant(), Grant.Kind.AUDIT));
            all.add(identity(name + " outside", "", caller(role, tenant, Optional.empty())));
            all.add(identity(name + " by a grant", name, caller(role, tenant, work)));
            all.add(identity(name + " by the standing grant", "AUDITOR", caller(role, tenant, audit)));
        }
        return all;
    }

    private static Caller caller(Role role, TenantId tenant, Optional<Grant> grant) {
        return new Caller("matrix-" + role, Optional.of(tenant), role, "Max", grant);
    }

    private PermissionMatrix.Identity identity(String name, String acting, Caller caller) {
        return new PermissionMatrix.Identity(name, caller.role().name(), acting, callers.token(caller));
    }

    /** Whatever is added later: who may read does not write, and a grant never opens more than a customer's role. */
    @Test
    void everyDeclarationKeepsToWhatItsRolesAreFor() {
        List<PermissionMatrix.Operation> all = new PermissionMatrix(service).operations(description());
        assertThat(all).isNotEmpty().allSatisfy(operation -> {
            String name = operation.verb() + " " + operation.path();
            Set<String> permitted = operation.permitted();
            assertThat(permitted).as(name + " says who may call it").isNotEmpty();
            assertThat(permitted).as(name).containsAll(operation.withoutGrant());
            if (!operation.inTenant()) return;
            boolean read = operation.verb().equals("GET");
            if (!read && !operation.path().startsWith(OWN))
                assertThat(permitted).as(name).doesNotContain("VIEWER", "MSP_VIEWER");
            if (permitted.contains("VIEWER")) assertThat(permitted).as(name).contains("AUDITOR", "OPERATOR", "ADMIN");
            if (permitted.contains("OPERATOR")) assertThat(permitted).as(name).contains("ADMIN");
            Set<String> byGrant = new TreeSet<>(permitted);
            byGrant.removeAll(operation.withoutGrant());
            assertThat(byGrant).as(name + ": no grant lets a viewer in").doesNotContain("MSP_VIEWER");
            if (byGrant.contains("MSP_ANALYST"))
                assertThat(permitted).as(name).containsAnyOf("OPERATOR", read ? "AUDITOR" : "OPERATOR");
            if (byGrant.contains("MSP_ADMIN")) assertThat(permitted).as(name).contains("ADMIN");
        });
    }

    @Test
    void everyOperationSaysWhatItDoesAndWhoMayCallIt() {
        assertThat(endpoints()).isNotEmpty().allSatisfy(endpoint -> {
            assertThat((String) endpoint.operation().get("summary"))
                    .as(endpoint.path())
                    .isNotBlank();
            assertThat((List<?>) endpoint.operation().get("x-permitted"))
                    .as(endpoint.verb() + endpoint.path())
                    .isEqualTo(Arrays.stream(endpoint.roles()).map(Role::name).toList());
        });
    }

    private static String description() {
        return given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private Stream<Endpoint> endpoints() {
        Map<String, Map<String, Object>> paths = given().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .path("paths");
        return paths.entrySet().stream()
                .flatMap(path -> path.getValue().entrySet().stream()
                        .filter(entry ->
                                List.of("get", "post", "put", "delete", "patch").contains(entry.getKey()))
                        .map(entry -> new Endpoint(
                                entry.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation(entry.getValue()))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> operation(Object json) {
        return (Map<String, Object>) json;
    }
}
