package io.vigil.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An endpoint that does not say who may call it fails the build. */
class DeclaredPermissionTest {
    private static final String[] SERVICES = {"io.vigil.tenants..", "io.vigil.reports.."};
    private static final Set<String> VERBS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    @Test
    void everyEndpointOfAServiceDeclaresWhoMayCallIt() {
        declared(SERVICES).allowEmptyShould(false).check(Modules.classes());
    }

    @Test
    void nothingAnswersBesideTheEndpoints() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVICES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.ext.web..", "io.quarkus.vertx.web..", "io.quarkus.websockets..")
                .because("the filter that asks for the permission stands before endpoints alone")
                .allowEmptyShould(false)
                .check(Modules.classes());
    }

    @Test
    void anEndpointWithoutADeclarationIsCaughtWhateverItsVerb() {
        // Given
        var endpoints = new ClassFileImporter().importClasses(Forgotten.class);
        // When, Then
        assertThatThrownBy(() -> declared("io.vigil.e2e..").check(endpoints))
                .isInstanceOf(AssertionError.class)
                .satisfies(caught -> assertThat(caught.getMessage())
                        .contains("forgotten()")
                        .contains("head()")
                        .doesNotContain("declared()")
                        .doesNotContain("noEndpoint()"));
    }

    @Path("/forgotten")
    static final class Forgotten {
        @GET
        public String forgotten() {
            return "";
        }

        @HEAD
        public String head() {
            return "";
        }

        @POST
        @Permitted(Role.VIEWER)
        public String declared() {
            return noEndpoint();
        }

        private static String noEndpoint() {
            return "";
        }
    }

    private static ArchRule declared(String... packages) {
        return methods()
                .that(areEndpoints())
                .and()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(packages)
                .should()
                .beAnnotatedWith(Permitted.class)
                .because("an endpoint without a declared permission answers nobody");
    }

    private static DescribedPredicate<JavaMethod> areEndpoints() {
        return DescribedPredicate.describe(
                "are endpoints",
                method -> method.getAnnotations().stream()
                        .anyMatch(annotation ->
                                annotation.getRawType().getPackageName().equals("jakarta.ws.rs")
                                        && VERBS.contains(
                                                annotation.getRawType().getSimpleName())));
    }
}
