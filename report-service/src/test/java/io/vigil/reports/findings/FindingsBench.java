package io.vigil.reports.findings;

import io.quarkus.test.junit.QuarkusTest;
import io.vigil.checks.Check;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Event;
import io.vigil.contracts.TenantId;
import io.vigil.reports.OnStack;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.findings.ListFindings.Page;
import io.vigil.reports.fleet.ReadFleet;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.reports.posture.ReadPosture;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Not a test, and found by no run of tests: {@code ./vigil bench findings} runs it and shows what it prints. */
@QuarkusTest
@OnStack
class FindingsBench {
    private static final int ROWS = Integer.getInteger("vigil.bench.rows", 10_000_000);
    private static final int TENANTS = 500;
    private static final int TIMES = 100;
    private static final int PAGE = 50;
    private static final double AIM_MILLIS = 50;
    private static final double SEARCH_AIM_MILLIS = 200;

    @Inject
    Catalogue catalogue;

    @Inject
    ListFindings listFindings;

    @Inject
    GroupFindings groupFindings;

    @Inject
    ReadPosture readPosture;

    @Inject
    ReadFleet readFleet;

    @Inject
    TakeReport takeReport;

    private TenantId large = new TenantId(new java.util.UUID(0, 0));

    @Test
    void findings() throws SQLException {
        fill();
        System.out.printf(
                Locale.ROOT,
                "%n%,d findings of %d tenants, the largest with %,d; milliseconds, %d times each%n%n%-58s %8s %8s %8s   %s%n",
                ROWS,
                TENANTS,
                ROWS / 5,
                TIMES,
                "as the largest tenant",
                "p50",
                "p95",
                "max",
                "aim (p95)");
        lists();
        counters();
        searches();
        System.out.printf(Locale.ROOT, "%n%-58s %12s%n", "two accounts are folded at once", "findings/s");
        folds();
    }

    /** The largest has a fifth of all, the others the rest in equal parts. */
    private void fill() throws SQLException {
        long start = System.nanoTime();
        try (BenchRows rows = BenchRows.asOwner(catalogue)) {
            List<String> indexes = rows.dropIndexes();
            large = rows.tenant(0, ROWS / 5);
            int each = (ROWS - ROWS / 5) / (TENANTS - 1);
            for (int number = 1; number < TENANTS; number++) rows.tenant(number, each);
            System.out.printf(Locale.ROOT, "rows written after %.0f s%n", (System.nanoTime() - start) / 1e9);
            for (String index : indexes) rows.run(index);
            rows.run("vacuum analyze finding");
            rows.run("vacuum analyze resource_words");
            rows.run("analyze fleet_counter");
            System.out.printf(Locale.ROOT, "indexes made after %.0f s%n", (System.nanoTime() - start) / 1e9);
        }
    }

    private void lists() {
        asked("open, worst first", filter -> filter.state = "open");
        asked("all, worst first", filter -> {});
        asked("open and critical", filter -> {
            filter.state = "open";
            filter.severity = "critical";
        });
        asked("one check", filter -> filter.check = "s3-bucket-requires-tls");
        asked("one account, open", filter -> {
            filter.state = "open";
            filter.account = "111111111113";
        });
        asked("one region and layer, open", filter -> {
            filter.state = "open";
            filter.region = "eu-west-1";
            filter.layer = "network";
        });
        asked("could not be checked", filter -> filter.status = "undetermined");
        asked("resolved", filter -> filter.state = "resolved");
        asked("the customer's to fix, open", filter -> {
            filter.state = "open";
            filter.owner = "customer";
        });
        changed();
        deep();
    }

    private void asked(String what, Consumer<FindingFilter> narrow) {
        FindingFilter filter = new FindingFilter();
        narrow.accept(filter);
        BenchTimings.line(
                what,
                AIM_MILLIS,
                TIMES,
                turn -> listFindings.list(large, filter, FindingSort.SEVERITY, PAGE, Optional.empty()));
    }

    private void changed() {
        BenchTimings.line(
                "all, changed last first",
                AIM_MILLIS,
                TIMES,
                turn -> listFindings.list(large, new FindingFilter(), FindingSort.CHANGED, PAGE, Optional.empty()));
    }

    /** Page after page, so that the hundredth costs what the first does. */
    private void deep() {
        FindingFilter open = new FindingFilter();
        open.state = "open";
        var cursor = new Object() {
            Optional<Cursor> at = Optional.empty();
        };
        BenchTimings.line("open, page after page", AIM_MILLIS, TIMES, turn -> {
            Page page = listFindings.list(large, open, FindingSort.SEVERITY, PAGE, cursor.at);
            cursor.at = Optional.ofNullable(page.next()).map(text -> Cursor.parse(text, FindingSort.SEVERITY));
        });
    }

    private void counters() {
        BenchTimings.line(
                "grouped by check", AIM_MILLIS, TIMES, turn -> groupFindings.byCheck(large, new FindingFilter()));
        FindingFilter account = new FindingFilter();
        account.account = "111111111113";
        BenchTimings.line(
                "grouped by check, one account", AIM_MILLIS, TIMES, turn -> groupFindings.byCheck(large, account));
        BenchTimings.line(
                "posture", AIM_MILLIS, TIMES, turn -> readPosture.read(large, Catalogue.BASELINE, Optional.empty()));
        List<CheckId> checks = List.copyOf(catalogue.checksOf(Catalogue.BASELINE));
        BenchTimings.line(
                "which tenants fail a check (fleet)",
                AIM_MILLIS,
                TIMES,
                turn -> readFleet.failing(checks.get(turn % checks.size())));
        BenchTimings.line("the fleet", AIM_MILLIS, TIMES, turn -> readFleet.read());
    }

    private void searches() {
        searched("part of a name, few match", turn -> "billing-" + (1000 + turn * 37));
        searched("part of a name, many match", turn -> "login-" + turn % 10);
        searched("part of an id", turn -> Integer.toHexString(0xabcdef + turn * 7919));
        searched("nothing matches", turn -> "no such thing " + turn);
    }

    private void searched(String what, java.util.function.IntFunction<String> words) {
        BenchTimings.line("search: " + what, SEARCH_AIM_MILLIS, TIMES, turn -> {
            FindingFilter filter = new FindingFilter();
            filter.q = words.apply(turn);
            listFindings.list(large, filter, FindingSort.SEVERITY, PAGE, Optional.empty());
        });
    }

    /** Of the largest tenant, so that the rows join its millions. */
    private void folds() {
        List<Check> checks = catalogue.checksOf(Catalogue.BASELINE).stream()
                .map(id -> catalogue.check(id).orElseThrow())
                .limit(20)
                .toList();
        List<BenchAccount> accounts = Stream.of("999900001111", "999900002222")
                .map(id -> new BenchAccount(large, new AccountId(id), checks, /* resources */ 5_000))
                .toList();
        folded("all new, a third fails", accounts, 3);
        folded("unchanged", accounts, 3);
        folded("unchanged, again", accounts, 3);
        folded("others fail", accounts, 2);
        folded("back again", accounts, 3);
    }

    /** Two accounts at once, as the service's two consumers take them. */
    private void folded(String what, List<BenchAccount> accounts, int failing) {
        List<List<Event.UnitReport>> runs =
                accounts.stream().map(account -> account.run(failing)).toList();
        long start = System.nanoTime();
        int written;
        try (ExecutorService consumers = Executors.newFixedThreadPool(runs.size())) {
            written =
                    runs.stream()
                            .map(run -> CompletableFuture.supplyAsync(() -> taken(run), consumers))
                            .toList()
                            .stream()
                            .mapToInt(CompletableFuture::join)
                            .sum();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int verdicts = accounts.stream().mapToInt(BenchAccount::verdicts).sum();
        System.out.printf(
                Locale.ROOT,
                "%-58s %,12.0f   %,d findings in %.1f s, %,d rows written (%.1f %%): %,.0f changed/s%n",
                what,
                verdicts / seconds,
                verdicts,
                seconds,
                written,
                100.0 * written / verdicts,
                written / seconds);
    }

    private int taken(List<Event.UnitReport> run) {
        int written = 0;
        for (Event.UnitReport record : run)
            if (takeReport.take(record) instanceof TakeReport.Outcome.Folded(var fold)) written += fold.rowsWritten();
        return written;
    }
}
