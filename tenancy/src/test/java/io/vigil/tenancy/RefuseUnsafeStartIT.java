package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.deploy.stack.test.StackResource;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "service", value = "tenant-service"))
class RefuseUnsafeStartIT {
    @Inject
    PlatformTransaction platform;

    @ConfigProperty(name = "vigil.db.url")
    String database;

    @ConfigProperty(name = "vigil.db.owner.password")
    String ownerPassword;

    @Test
    void theServicesOwnRoleMayNothingThatCounts() {
        assertThat(platform.<List<String>>call(RefuseUnsafeStart::privileges)).isEmpty();
    }

    @Test
    void theOwnerOfTheTablesIsFoundOut() {
        Jdbi owner = Jdbi.create(database + "?currentSchema=tenants", "tenant_service_owner", ownerPassword);
        assertThat(owner.withHandle(RefuseUnsafeStart::privileges)).containsExactly("owns tables of the schema");
    }
}
