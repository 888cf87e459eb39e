package io.vigil.deploy.stack.test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds a service's schema, as PostgreSQL's own catalogue tells it, against what keeps tenants apart: roles, FORCE, the
 * policies' text, keys, views, partitions, grants. A table that nobody thought of is looked at as well.
 */
public final class SchemaInspection {
    private static final String POLICY =
            "(tenant_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)";

    /** That run as the owner; each decides by itself whose rows it touches, and has a test of its own. */
    private static final Set<String> AS_OWNER =
            Set.of("erase_tenant", "ensure_transition_partition", "drop_transition_partitions");

    /** Each answers one column, a fault a row. {@code $schema}, {@code $app} and {@code $owner} stand for names. */
    private static final List<String> RULES = List.of(
            // roles
            """
            select format('role %s %s', r.rolname, what) from pg_roles r, lateral (values
              ('is a superuser', r.rolsuper), ('passes over row-level security', r.rolbypassrls),
              ('may make roles', r.rolcreaterole), ('may make databases', r.rolcreatedb),
              ('may replicate', r.rolreplication)) as may (what, so)
            where r.rolname in ('$app', '$owner') and so
            """,
            "select format('role $app is a member of %s', rolname) from pg_roles"
                    + " where rolname <> '$app' and pg_has_role('$app', oid, 'member')",
            "select format('role $app owns %s', oid::regclass) from pg_class where relowner = '$app'::regrole",
            "select 'role $app owns a schema' from pg_namespace where nspowner = '$app'::regrole",
            "select format('role $app may create in schema %s', nspname) from pg_namespace"
                    + " where nspname !~ '^pg_' and has_schema_privilege('$app', oid, 'create')",
            "select format('schema $schema: %s is granted to everybody', a.privilege_type)"
                    + " from pg_namespace n, aclexplode(n.nspacl) a where n.nspname = '$schema' and a.grantee = 0",
            // tables
            "select format('%s belongs to %s', c.relname, pg_get_userbyid(c.relowner)) from pg_class c"
                    + " where c.relnamespace = '$schema'::regnamespace and c.relowner <> '$owner'::regrole",
            """
            select format('%s is secured and not forced', relname) from pg_class
            where relnamespace = '$schema'::regnamespace and relrowsecurity and not relforcerowsecurity
            """,
            "select format('%s is a materialized view or a foreign table, which no policy holds for', relname)"
                    + " from pg_class where relnamespace = '$schema'::regnamespace and relkind in ('m', 'f')",
            """
            select format('view %s shows what its owner sees', relname) from pg_class
            where relnamespace = '$schema'::regnamespace and relkind = 'v'
              and not coalesce('security_invoker=true' = any (reloptions), false)
            """,
            // policies
            """
            select format('%s has %s policies instead of one', c.relname, count(p.oid)) from pg_class c
            left join pg_policy p on p.polrelid = c.oid
            where c.relnamespace = '$schema'::regnamespace and c.relrowsecurity group by c.relname having count(p.oid) <> 1
            """,
            """
            select format('policy %s of %s is another: %s for %s to %s, using %s, with check %s', policyname, tablename,
              permissive, cmd, roles, qual, with_check)
            from pg_policies where schemaname = '$schema' and not (permissive = 'PERMISSIVE' and cmd = 'ALL'
              and roles = '{public}' and qual is not distinct from $policy and with_check is not distinct from $policy)
            """,
            // keys
            """
            select format('%s does not begin with the tenant', i.relname) from pg_index x
            join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
            left join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
            where t.relnamespace = '$schema'::regnamespace and t.relrowsecurity and a.attname is distinct from 'tenant_id'
            """,
            """
            select format('%s has no key that begins with the tenant', t.relname) from pg_class t
            where t.relnamespace = '$schema'::regnamespace and t.relrowsecurity and not t.relispartition
              and not exists (select from pg_index x where x.indrelid = t.oid and x.indisprimary)
            """,
            """
            select format('%s.tenant_id is %s%s', t.relname, a.atttypid::regtype, case when a.attnotnull then '' else ', or null' end)
            from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname = 'tenant_id' and not a.attisdropped
            where t.relnamespace = '$schema'::regnamespace and t.relrowsecurity
              and not (a.atttypid = 'uuid'::regtype and a.attnotnull)
            """,
            """
            select format('%s of %s leads to another tenant''s rows', f.conname, f.conrelid::regclass) from pg_constraint f
            join pg_class t on t.oid = f.confrelid
            where f.contype = 'f' and f.connamespace = '$schema'::regnamespace and t.relrowsecurity
              and not exists (select from pg_attribute a where a.attrelid = f.conrelid and a.attname = 'tenant_id'
                and a.attnum = any (f.conkey))
            """,
            // grants
            """
            select format('%s: %s is granted to %s', c.relname, a.privilege_type,
              case a.grantee when 0 then 'everybody' else pg_get_userbyid(a.grantee) end)
            from pg_class c, aclexplode(c.relacl) a
            where c.relnamespace = '$schema'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
              and a.grantee not in ('$owner'::regrole, '$app'::regrole)
            """,
            """
            select format('%s: %s is granted to %s', c.relname, a.privilege_type, pg_get_userbyid(a.grantee))
            from pg_class c, aclexplode(c.relacl) a
            where c.relnamespace = '$schema'::regnamespace and a.grantee = '$app'::regrole
              and (a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE') or a.is_grantable
                or c.relispartition or c.relname = 'flyway_schema_history'
                or c.relname = 'audit' and a.privilege_type not in ('SELECT', 'INSERT'))
            """,
            "select format('%s.%s has grants of its own', t.relname, a.attname) from pg_attribute a"
                    + " join pg_class t on t.oid = a.attrelid"
                    + " where t.relnamespace = '$schema'::regnamespace and a.attacl is not null",
            """
            select format('function %s runs as its owner', proname) from pg_proc
            where pronamespace = '$schema'::regnamespace and prosecdef and not proname = any ($asOwner)
            """,
            """
            select format('function %s runs as its owner, by whoever''s search path or for everybody', proname) from pg_proc
            where pronamespace = '$schema'::regnamespace and prosecdef
              and (not exists (select from unnest(proconfig) c where c like 'search_path=%')
                or proacl is null or exists (select from aclexplode(proacl) a where a.grantee = 0))
            """);

    private final Connection connection;
    private final String schema;
    private final String app;

    /**
     * @param connection of whom does not matter: the catalogue is everybody's to read
     * @param app the role that the service works by; its owner's is called the same with {@code _owner}
     */
    public SchemaInspection(Connection connection, String schema, String app) {
        this.connection = connection;
        this.schema = schema;
        this.app = app;
    }

    /**
     * Everything that is not as it must be, in words.
     *
     * @param listed the tables that may be without row-level security, each for a reason that stands beside it
     */
    public List<String> faults(Set<String> listed) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (String rule : RULES) faults.addAll(texts(rule));
        Set<String> open = new TreeSet<>(texts("""
                select relname from pg_class where relnamespace = '$schema'::regnamespace and relkind in ('r', 'p')
                  and not relispartition and not relrowsecurity
                """));
        for (String table : open)
            if (!listed.contains(table)) faults.add(table + " is without row-level security, and not listed");
        for (String table : listed)
            if (!open.contains(table)) faults.add(table + " is listed as without row-level security, and is not");
        return faults;
    }

    private List<String> texts(String rule) throws SQLException {
        String asOwner = "'{" + String.join(",", AS_OWNER) + "}'::text[]";
        String sql = rule.replace("$schema", schema)
                .replace("$asOwner", asOwner)
                .replace("$app", app)
                .replace("$owner", app + "_owner")
                .replace("$policy", "'" + POLICY.replace("'", "''") + "'");
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) found.add(rows.getString(1));
        }
        return found;
    }
}
