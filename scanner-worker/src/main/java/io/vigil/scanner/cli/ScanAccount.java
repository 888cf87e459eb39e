package io.vigil.scanner.cli;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.Needs;
import io.vigil.checks.Read;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitKind;
import io.vigil.scanner.EndThreads;
import io.vigil.scanner.aws.AwsCalls;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.Door;
import io.vigil.scanner.aws.EnterAccount;
import io.vigil.scanner.aws.Entry;
import io.vigil.scanner.unit.ScanUnit;
import io.vigil.scanner.unit.Selection;
import io.vigil.scanner.unit.Tallies;
import io.vigil.scanner.unit.UnitOrder;
import io.vigil.scanner.unit.UnitSink;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;

/** Scans all units of one account in this process, without the platform. */
final class ScanAccount {
    /** Beside the collectors' operations: which regions the account has switched on. */
    static final String LIST_REGIONS = "ec2:DescribeRegions";

    /** The platform's units belong to a tenant; a scan by hand is nobody's. */
    private static final TenantId NOBODY = new TenantId(new UUID(0, 0));

    private static final int UNITS_AT_ONCE = 4;

    /** Every account has it. */
    private static final Region FIRST = new Region("us-east-1");

    /** Of an account's document, what is read in each region. */
    private static final List<String> REGIONAL_PARTS = List.of("regions", "monitoring");

    private final EnterAccount enter;
    private final CheckCatalogue catalogue;
    private final ScanUnit scanUnit;

    ScanAccount(EnterAccount enter, CheckCatalogue catalogue, ScanUnit scanUnit) {
        this.enter = enter;
        this.catalogue = catalogue;
        this.scanUnit = scanUnit;
    }

    /**
     * @param sink is called by several threads; what it throws as {@link UncheckedIOException} ends the scan
     * @throws ScanFailed if the account cannot be entered or a unit breaks down
     */
    void scan(ScanOrder order, ProgressView progress, UnitSink sink) throws ScanFailed, InterruptedException {
        // they become ready meanwhile; what comes before is judged when they are
        CompiledChecks checks = Selection.of(catalogue, EffectivePack.BASELINE, order.checks());
        AwsSession session = enter(order);
        List<Region> regions = regions(order, checks, session);
        List<UnitOrder> units = new ArrayList<>();
        units.add(new UnitOrder(order.account(), UnitKind.GLOBAL, Region.GLOBAL, regions, checks));
        for (Region region : regions)
            units.add(new UnitOrder(order.account(), UnitKind.REGIONAL, region, regions, checks));
        progress.begins(units.size());
        scanAll(units, session, progress, sink);
    }

    private AwsSession enter(ScanOrder order) throws ScanFailed, InterruptedException {
        return switch (enter.enter(new Door(NOBODY, order.account(), order.roleName(), order.externalId()))) {
            case Entry.Entered(AwsSession session) -> session;
            case Entry.Refused(var cause, var message) ->
                throw new ScanFailed("account %s: %s (%s)".formatted(order.account(), message, cause));
        };
    }

    /** All that the account has switched on, unless some are named or no check looks into any. */
    private static List<Region> regions(ScanOrder order, CompiledChecks checks, AwsSession session)
            throws ScanFailed, InterruptedException {
        if (!order.regions().isEmpty()) return order.regions();
        Needs ofAccount = checks.needs(ResourceTypes.ACCOUNT);
        boolean inRegions = checks.resourceTypes().stream().anyMatch(type -> type != ResourceTypes.ACCOUNT)
                || REGIONAL_PARTS.stream().anyMatch(ofAccount::include);
        return inRegions ? regionsOf(session) : List.of(FIRST);
    }

    private static List<Region> regionsOf(AwsSession session) throws ScanFailed, InterruptedException {
        AwsCalls calls = new AwsCalls(session, IamActions::of).declaring(Set.of(LIST_REGIONS));
        Read<DescribeRegionsResponse> answer = calls.get(
                Ec2Client.class, FIRST, DescribeRegionsRequest.builder().build(), Ec2Client::describeRegions);
        List<Region> regions = switch (answer) {
            case Read.Known<DescribeRegionsResponse>(var known) ->
                known.regions().stream()
                        .map(region -> new Region(region.regionName()))
                        .sorted(Comparator.comparing(Region::value))
                        .toList();
            case Read.Missing<DescribeRegionsResponse>(var why) ->
                throw new ScanFailed(
                        "the account's regions cannot be listed (%s); name them by --regions".formatted(why.detail()));
        };
        if (regions.isEmpty()) throw new ScanFailed("AWS lists no region of the account; name them by --regions");
        return regions;
    }

    private void scanAll(List<UnitOrder> units, AwsSession session, ProgressView progress, UnitSink sink)
            throws ScanFailed, InterruptedException {
        try (ExecutorService threads = Executors.newFixedThreadPool(UNITS_AT_ONCE)) {
            try {
                List<Future<?>> running = new ArrayList<>();
                for (UnitOrder unit : units)
                    running.add(threads.submit(() -> {
                        Tallies tallies = new Tallies();
                        progress.watch(tallies);
                        scanUnit.scan(unit, session, tallies, sink);
                        progress.ended(unit, tallies);
                        return null;
                    }));
                for (Future<?> unit : running) unit.get();
            } catch (ExecutionException failed) {
                for (Throwable cause = failed; cause != null; cause = cause.getCause())
                    if (cause instanceof UncheckedIOException unwritten) throw unwritten;
                throw new ScanFailed("the scan broke off: " + failed.getCause());
            } finally {
                EndThreads.of(threads);
            }
        }
    }
}
