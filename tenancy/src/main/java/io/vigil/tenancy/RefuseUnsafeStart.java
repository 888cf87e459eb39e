package io.vigil.tenancy;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * A service whose database role could see past row-level security does not start, nor one with a password that
 * everybody knows, unless on a machine of one's own.
 */
@ApplicationScoped
@IfBuildProperty(name = "vigil.database", stringValue = "true", enableIfMissing = true)
public class RefuseUnsafeStart {
    private final PlatformTransaction platform;
    private final String password;
    private final String ownerPassword;
    private final boolean local;

    RefuseUnsafeStart(
            PlatformTransaction platform,
            @ConfigProperty(name = "quarkus.datasource.password", defaultValue = "") String password,
            @ConfigProperty(name = "quarkus.flyway.password", defaultValue = "") String ownerPassword,
            @ConfigProperty(name = "vigil.local", defaultValue = "false") boolean local) {
        this.platform = platform;
        this.password = password;
        this.ownerPassword = ownerPassword;
        this.local = local;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        if (LaunchMode.current() != LaunchMode.NORMAL) return;
        refuseStrongRole(platform.call(RefuseUnsafeStart::privileges));
        if (!local) refuseKnownPasswords(password, ownerPassword);
    }

    /** What the role may that would make row-level security worthless. */
    static List<String> privileges(Handle handle) {
        return handle.createQuery("""
                        select what from pg_roles r, lateral (values
                          ('is a superuser', r.rolsuper),
                          ('passes over row-level security', r.rolbypassrls),
                          ('may make roles', r.rolcreaterole),
                          ('owns tables of the schema', exists (
                            select from pg_class c where c.relnamespace = current_schema()::regnamespace
                              and c.relkind in ('r', 'p') and pg_has_role(r.oid, c.relowner, 'member')))
                        ) as may (what, true_of_it)
                        where r.rolname = current_user and true_of_it
                        """).mapTo(String.class).list();
    }

    /** @throws IllegalStateException if one query could show the rows of all tenants */
    static void refuseStrongRole(List<String> privileges) {
        if (privileges.isEmpty()) return;
        throw new IllegalStateException(
                "the service's database role %s: tenants would not be kept apart. Give it the role that deploy makes for it, which only reads and writes rows."
                        .formatted(String.join(", ", privileges)));
    }

    /** @throws IllegalStateException if one of them is short, or one that examples use */
    static void refuseKnownPasswords(String password, String ownerPassword) {
        KnownSecrets.refuse("the database password", password);
        KnownSecrets.refuse("the password of the tables' owner", ownerPassword);
    }
}
