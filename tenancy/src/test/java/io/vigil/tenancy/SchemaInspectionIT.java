package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vigil.deploy.stack.test.SchemaInspection;
import io.vigil.deploy.stack.test.StackResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The inspection of the services' schemas finds what would let tenants see each other. */
@QuarkusTest
@WithTestResource(
        value = StackResource.class,
        scope = TestResourceScope.GLOBAL,
        initArgs = @ResourceArg(name = "service", value = "tenant-service"))
class SchemaInspectionIT {
    private static final Set<String> LISTED = Set.of("flyway_schema_history", "inbox", "outbox", "tenant_closing");

    @ConfigProperty(name = "vigil.db.url")
    String database;

    @ConfigProperty(name = "vigil.db.owner.password")
    String ownerPassword;

    @Test
    void whatEveryServiceBringsIsAsItMustBe() throws SQLException {
        assertThat(faultsAfter("select 1")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "create table leak (tenant_id uuid primary key)|leak is without row-level security, and not listed",
                "alter table note disable row level security|note is without row-level security, and not listed",
                "alter table inbox enable row level security|inbox is listed as without row-level security, and is not",
                "drop table inbox|inbox is listed as without row-level security, and is not",
                "alter table note no force row level security|note is secured and not forced",
                "create policy more on note for select using (true)|note has 2 policies instead of one",
                "create policy more on note for select using (true)|policy more of note is another",
                "create policy more on note as restrictive using (true)|policy more of note is another: RESTRICTIVE",
                "create index by_text on note (text)|by_text does not begin with the tenant",
                "create view shown as select * from note|view shown shows what its owner sees",
                "create materialized view kept as select * from note|kept is a materialized view or a foreign table",
                "grant select on note to public|note: SELECT is granted to everybody",
                "grant truncate on note to tenant_service|note: TRUNCATE is granted to tenant_service",
                "grant update on audit to tenant_service|audit: UPDATE is granted to tenant_service",
                "grant select on flyway_schema_history to tenant_service|flyway_schema_history: SELECT is granted",
                "grant select (text) on note to tenant_service|note.text has grants of its own",
                "grant create on schema tenants to tenant_service|role tenant_service may create in schema tenants",
                "grant usage on schema tenants to public|schema tenants: USAGE is granted to everybody",
                "create function all_notes() returns setof note language sql security definer as 'select * from note'"
                        + "|function all_notes runs as its owner",
                "grant execute on function erase_tenant to public|function erase_tenant runs as its owner, by whoever",
                "create table months (tenant_id uuid, at date, primary key (tenant_id, at)) partition by range (at);"
                        + " create table march partition of months for values from ('2026-03-01') to ('2026-04-01');"
                        + " grant select on march to tenant_service|march: SELECT is granted to tenant_service"
            })
    void whatWouldLetTenantsSeeEachOtherIsFound(String change, String fault) throws SQLException {
        assertThat(faultsAfter(change)).anyMatch(found -> found.startsWith(fault));
    }

    /** Nothing of the change is kept. */
    private List<String> faultsAfter(String change) throws SQLException {
        try (Connection owner = DriverManager.getConnection(
                        database + "?currentSchema=tenants", "tenant_service_owner", ownerPassword);
                Statement statement = owner.createStatement()) {
            owner.setAutoCommit(false);
            statement.execute(change);
            List<String> faults = new SchemaInspection(owner, "tenants", "tenant_service").faults(LISTED);
            owner.rollback();
            return faults;
        }
    }
}
