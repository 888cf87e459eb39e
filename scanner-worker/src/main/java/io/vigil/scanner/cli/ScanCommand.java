package io.vigil.scanner.cli;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Verdict;
import io.vigil.scanner.Carriers;
import io.vigil.scanner.aws.AwsEndpoint;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.aws.AwsTransport;
import io.vigil.scanner.aws.EnterAccount;
import io.vigil.scanner.aws.RateLimits;
import io.vigil.scanner.aws.SessionPolicies;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.unit.ScanUnit;
import io.vigil.scanner.unit.UnitSink;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jboss.logmanager.LogContext;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** Scans one AWS account from the command line, by the engine of the workers and without the platform. */
@Command(
        name = "./vigil scan",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        description = "Scans one AWS account without the platform, with the usual AWS credential chain.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the account was scanned",
            "1:the account could not be entered, or the scan broke off",
            "2:the command was used wrongly; AWS was not called",
            "3:a check of the severity of --fail-on, or worse, fails",
            "4:the results could not be written"
        })
public final class ScanCommand implements Callable<Integer> {
    static final int NOT_SCANNED = 1;
    static final int FAILS = 3;
    static final int NOT_WRITTEN = 4;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--account", required = true, paramLabel = "ID", description = "the account's twelve digits")
    private String account = "";

    @Option(
            names = "--role-name",
            paramLabel = "NAME",
            description = "the role to assume there; without it, the caller's own credentials, which must be of it")
    private @Nullable String roleName;

    @Option(names = "--external-id", paramLabel = "X", description = "the ExternalId that the role demands")
    private @Nullable String externalId;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description = "an address that answers for all of AWS, such as a sandbox")
    private @Nullable URI endpoint;

    @Option(
            names = "--regions",
            split = ",",
            paramLabel = "a,b",
            description = "regions to scan; without it, all that the account has switched on")
    private List<String> regions = new ArrayList<>();

    @Option(names = "--checks", split = ",", paramLabel = "id,id", description = "checks to run; without it, all")
    private List<String> checks = new ArrayList<>();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "where the verdicts go, one JSON object a line")
    private Path out = Path.of("");

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "critical, high, medium or low: exit code 3 if a check that severe, or worse, fails")
    private @Nullable String failOn;

    @Option(
            names = "--rate-share",
            paramLabel = "0..1",
            defaultValue = "" + RateLimits.DEFAULT_SHARE,
            description = "how much of AWS's own request limits to use (default: ${DEFAULT-VALUE})")
    private double rateShare;

    @Option(
            names = "--documents",
            paramLabel = "FILE",
            description = "also writes what was seen of each resource, one JSON object a line")
    private @Nullable Path documents;

    @Option(
            names = "--calls",
            paramLabel = "FILE",
            description = "also writes how many calls were made of each limit of AWS, one JSON object a line")
    private @Nullable Path calls;

    private final AwsCredentialsProvider credentials;

    public ScanCommand() {
        this(DefaultCredentialsProvider.builder().build());
    }

    ScanCommand(AwsCredentialsProvider credentials) {
        this.credentials = credentials;
    }

    public static void main(String[] arguments) {
        Carriers.provide();
        // the log manager that comes along is made for a server, and by itself has the SDK tell of every call
        LogContext.getLogContext().getLogger("").setLevel(Level.WARNING);
        System.exit(commandLine(new ScanCommand()).execute(arguments));
    }

    static CommandLine commandLine(ScanCommand command) {
        return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter errors = commandLine().getErr();
        CheckCatalogue catalogue = CheckCatalogue.load();
        ScanOrder order = order(catalogue);
        Optional<Severity> least = Optional.ofNullable(failOn).map(this::severity);
        AwsEndpoint where = endpoint();
        RateLimits rates = rates();
        demandDifferentFiles();
        try (NdjsonFile verdicts = open("--out", out);
                NdjsonFile seen = documents == null ? null : open("--documents", documents);
                NdjsonFile spent = calls == null ? null : open("--calls", calls)) {
            SeverityTable table = new SeverityTable();
            scan(order, catalogue, where, rates, new Written(order.account(), table, verdicts, seen));
            verdicts.finish();
            if (seen != null) seen.finish();
            if (spent != null) {
                rates.spent().forEach(spent::add);
                spent.finish();
            }
            table.print(commandLine().getOut());
            commandLine().getOut().printf("%d verdicts in %s%n", table.verdicts(), out);
            return least.filter(table::failsAt).isPresent() ? FAILS : CommandLine.ExitCode.OK;
        } catch (ScanFailed failed) {
            errors.println("vigil scan: " + failed.getMessage());
            return NOT_SCANNED;
        } catch (UncheckedIOException unwritten) {
            return notWritten(Objects.requireNonNull(unwritten.getCause()));
        } catch (IOException unwritten) {
            return notWritten(unwritten);
        }
    }

    private void scan(ScanOrder order, CheckCatalogue catalogue, AwsEndpoint where, RateLimits rates, UnitSink sink)
            throws ScanFailed, InterruptedException {
        SortedSet<String> operations = Collectors.ALL.operations();
        operations.add(ScanAccount.LIST_REGIONS);
        try (AwsTransport transport = new AwsTransport(where, AwsTimeouts.DEFAULT, rates);
                ProgressView progress = new ProgressView(commandLine().getErr(), Terminal.isOne())) {
            EnterAccount enter = new EnterAccount(
                    transport,
                    credentials,
                    order.regions().isEmpty()
                            ? new Region("us-east-1")
                            : order.regions().getFirst(),
                    new SessionPolicies(operations, IamActions::of));
            ScanUnit scanUnit = new ScanUnit(Collectors.ALL, Clock.systemUTC());
            new ScanAccount(enter, catalogue, scanUnit).scan(order, progress, sink);
        }
    }

    private ScanOrder order(CheckCatalogue catalogue) {
        if (externalId != null && roleName == null) throw wrong("--external-id is of use only with --role-name");
        Set<CheckId> wanted = wanted(catalogue);
        Set<Region> where = new LinkedHashSet<>();
        for (String region : regions) where.add(region(region));
        return new ScanOrder(
                accountId(),
                Optional.ofNullable(roleName),
                Optional.ofNullable(externalId),
                List.copyOf(where),
                wanted);
    }

    private AccountId accountId() {
        try {
            return new AccountId(account);
        } catch (IllegalArgumentException impossible) {
            throw wrong("--account: " + impossible.getMessage());
        }
    }

    private Region region(String code) {
        try {
            Region region = new Region(code);
            if (region.isGlobal()) throw wrong("--regions: 'global' is no region; it is always scanned");
            return region;
        } catch (IllegalArgumentException impossible) {
            throw wrong("--regions: " + impossible.getMessage());
        }
    }

    private Set<CheckId> wanted(CheckCatalogue catalogue) {
        try {
            return NamedChecks.of(catalogue, checks);
        } catch (IllegalArgumentException unknown) {
            throw wrong("--checks: " + unknown.getMessage());
        }
    }

    private Severity severity(String label) {
        for (Severity severity : Severity.values()) if (severity.label().equalsIgnoreCase(label)) return severity;
        throw wrong("--fail-on: '%s' is none of critical, high, medium, low".formatted(label));
    }

    private AwsEndpoint endpoint() {
        if (endpoint == null) return AwsEndpoint.AWS;
        try {
            return AwsEndpoint.at(endpoint);
        } catch (IllegalArgumentException impossible) {
            throw wrong("--endpoint-url: " + impossible.getMessage());
        }
    }

    private RateLimits rates() {
        try {
            return new RateLimits(rateShare);
        } catch (IllegalArgumentException impossible) {
            throw wrong("--rate-share: " + impossible.getMessage());
        }
    }

    private int notWritten(IOException named) {
        commandLine().getErr().println("vigil scan: the results could not be written to " + named.getMessage());
        return NOT_WRITTEN;
    }

    private void demandDifferentFiles() {
        List<Path> files = Stream.of(out, documents, calls)
                .filter(Objects::nonNull)
                .map(file -> file.toAbsolutePath().normalize())
                .toList();
        if (Set.copyOf(files).size() < files.size()) throw wrong("--out, --documents and --calls name the same file");
    }

    private NdjsonFile open(String option, Path file) {
        try {
            return NdjsonFile.open(file);
        } catch (IOException refused) {
            throw wrong("%s: %s".formatted(option, refused.getMessage()));
        }
    }

    private record Written(
            AccountId account,
            SeverityTable table,
            NdjsonFile verdicts,
            @Nullable NdjsonFile seen) implements UnitSink {
        @Override
        public void resource(ResourceSeen resource) {
            if (seen != null) seen.add(resource);
        }

        @Override
        public void verdict(Verdict verdict) {
            table.add(verdict);
            verdicts.add(VerdictLine.of(account, verdict));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(commandLine(), message);
    }

    private CommandLine commandLine() {
        if (spec == null) throw new IllegalStateException("not run by picocli");
        return spec.commandLine();
    }
}
