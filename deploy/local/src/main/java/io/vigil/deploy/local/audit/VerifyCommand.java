package io.vigil.deploy.local.audit;

import io.vigil.contracts.AuditHead;
import io.vigil.contracts.TenantId;
import io.vigil.deploy.local.OfflineDatabase;
import io.vigil.deploy.stack.PartFailed;
import io.vigil.deploy.stack.VigilDatabase;
import io.vigil.deploy.stack.VigilDatabase.ServiceSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Walks audit trails and names the first row of each that is not what was written. */
@Command(
        name = "verify",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description =
                "Walks every audit trail of both services and names the first row that was altered, removed or inserted.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every trail is what was written",
            "1:a trail is not; its first such row is named",
            "2:the command was used wrongly",
            "3:the trails could not be read"
        })
final class VerifyCommand implements Callable<Integer> {
    static final int ALTERED = 1;
    static final int UNREADABLE = 3;

    private static final TenantId PROVIDER = new TenantId(new UUID(0, 0));

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--tenant", paramLabel = "SLUG|ID", description = "this customer's trails only")
    private @Nullable String tenant;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the data of a local platform, running or not (default: .vigil in the clone)")
    private @Nullable Path data;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            defaultValue = "${env:VIGIL_AUDIT_DB_URL}",
            description = "another database, jdbc:postgresql://…; or by VIGIL_AUDIT_DB_URL")
    private @Nullable String jdbcUrl;

    @Option(
            names = "--user",
            paramLabel = "ROLE",
            defaultValue = "${env:VIGIL_AUDIT_DB_USER}",
            description =
                    "its role, which must be let past row-level security; the password is in VIGIL_AUDIT_DB_PASSWORD")
    private @Nullable String user;

    @Option(names = "--file", paramLabel = "FILE", description = "an export (ndjson) instead of a database")
    private @Nullable Path file;

    @Option(
            names = "--head",
            paramLabel = "SERVICE:SEQ:HASH",
            description =
                    "a head that was kept, as reports and exports carry it: the trail must still hold it (with --tenant or --file)")
    private List<String> heads = new ArrayList<>();

    VerifyCommand() {}

    @Override
    public Integer call() {
        Map<String, AuditHead> kept = kept();
        long from = System.nanoTime();
        try {
            return file != null ? file(file, kept, from) : database(kept, from);
        } catch (VerifyFile.NoTrail none) {
            err().println("vigil: %s %s".formatted(file, none.getMessage()));
            return ALTERED;
        } catch (IOException | SQLException | PartFailed unreadable) {
            err().println("vigil: the trails cannot be read: " + unreadable.getMessage());
            return UNREADABLE;
        }
    }

    private Map<String, AuditHead> kept() {
        if (!heads.isEmpty() && tenant == null && file == null) throw wrong("--head needs --tenant or --file");
        Map<String, AuditHead> kept = new TreeMap<>();
        for (String head : heads) {
            Optional<ServiceSchema> service = VigilDatabase.SERVICES.stream()
                    .filter(known -> head.startsWith(known.name() + ":"))
                    .findFirst();
            if (service.isEmpty()) throw wrong("--head %s: begins with none of %s".formatted(head, services()));
            try {
                String name = service.get().name();
                kept.put(name, AuditHead.of(head.substring(name.length() + 1)));
            } catch (IllegalArgumentException none) {
                throw wrong("--head " + head + ": " + none.getMessage());
            }
        }
        return kept;
    }

    private static List<String> services() {
        return VigilDatabase.SERVICES.stream().map(ServiceSchema::name).toList();
    }

    private int file(Path export, Map<String, AuditHead> kept, long from) throws IOException, VerifyFile.NoTrail {
        if (!Files.isRegularFile(export)) throw wrong("--file " + export + ": this is no file");
        VerifyFile verify = new VerifyFile(export);
        if (kept.size() > 1) throw wrong("--head: a file holds the trail of one service");
        Verified found = verify.verify(kept.values().stream().findFirst());
        if (!kept.isEmpty() && !kept.containsKey(found.service()))
            throw wrong("--head: the file holds the trail of " + found.service());
        return tell(List.of(found), Map.of(), from);
    }

    private int database(Map<String, AuditHead> kept, long from) throws SQLException {
        if (jdbcUrl != null && !jdbcUrl.isBlank()) {
            try (Connection connection =
                    DriverManager.getConnection(jdbcUrl, user, System.getenv("VIGIL_AUDIT_DB_PASSWORD"))) {
                return database(connection, kept, from);
            }
        }
        Path home = Path.of(System.getProperty("vigil.home", "."));
        try (OfflineDatabase local = OfflineDatabase.of(data == null ? home.resolve(".vigil") : data);
                Connection connection = local.connect()) {
            return database(connection, kept, System.nanoTime());
        }
    }

    private int database(Connection connection, Map<String, AuditHead> kept, long from) throws SQLException {
        VerifyDatabase database = new VerifyDatabase(connection);
        Optional<TenantId> only = Optional.empty();
        if (tenant != null) {
            only = database.tenant(tenant);
            if (only.isEmpty()) throw wrong("--tenant " + tenant + ": there is no such customer");
        }
        List<Verified> found = new ArrayList<>();
        for (ServiceSchema service : VigilDatabase.SERVICES) found.addAll(database.chains(service, only, kept));
        if (only.isPresent() && found.isEmpty()) throw wrong("--tenant " + tenant + ": has no trail");
        return tell(found, database.slugs(), from);
    }

    private int tell(List<Verified> found, Map<UUID, String> slugs, long from) {
        long rows = 0;
        int broken = 0;
        for (Verified chain : found) {
            rows += chain.rows();
            String name = "%-14s  %s".formatted(chain.service(), named(chain.tenant(), slugs));
            if (chain.fault().isPresent()) {
                broken++;
                out().println("%s  BROKEN: row %d %s"
                        .formatted(
                                name,
                                chain.fault().get().seq(),
                                chain.fault().get().what()));
            } else {
                out().println("%s  %s%s"
                        .formatted(
                                name,
                                many(chain.rows(), "row"),
                                chain.whole()
                                        ? ", head " + chain.head()
                                        : ", of a filtered export: says nothing of rows between them"));
            }
        }
        out().println("%s %s in %s, %.1f s"
                .formatted(
                        broken == 0 ? "verified" : "looked at",
                        many(rows, "row"),
                        many(found.size(), "chain"),
                        (System.nanoTime() - from) / 1e9));
        if (broken == 0) return 0;
        err().println("vigil: %s not what was written".formatted(broken == 1 ? "a trail is" : broken + " trails are"));
        return ALTERED;
    }

    private static String named(TenantId tenant, Map<UUID, String> slugs) {
        if (tenant.equals(PROVIDER)) return "the provider";
        String slug = slugs.get(tenant.value());
        return slug == null ? tenant.toString() : slug + " (" + tenant + ")";
    }

    private static String many(long count, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", count, one, count == 1 ? "" : "s");
    }

    private CommandSpec spec() {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        return spec;
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec().commandLine(), message);
    }
}
