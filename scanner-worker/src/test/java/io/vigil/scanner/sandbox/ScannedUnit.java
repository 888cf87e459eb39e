package io.vigil.scanner.sandbox;

import io.vigil.checks.Check;
import io.vigil.checks.CompiledChecks;
import io.vigil.checks.ResourceType;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.Verdict;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.unit.ScanUnit;
import io.vigil.scanner.unit.Tallies;
import io.vigil.scanner.unit.UnitOrder;
import io.vigil.scanner.unit.UnitResult;
import io.vigil.scanner.unit.UnitSink;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the engine says of one unit of an account. */
record ScannedUnit(Region unit, List<ResourceSeen> resources, List<Verdict> verdicts, UnitResult result) {

    UnitKind kind() {
        return kind(unit);
    }

    /** What a scan for these checks alone says. */
    ScannedUnit only(CompiledChecks checks) {
        Set<String> types =
                checks.resourceTypes().stream().map(ResourceType::name).collect(java.util.stream.Collectors.toSet());
        Set<CheckId> ids = checks.resourceTypes().stream()
                .flatMap(type -> checks.checksOf(type).stream())
                .map(Check::id)
                .collect(java.util.stream.Collectors.toSet());
        return new ScannedUnit(
                unit,
                resources.stream()
                        .filter(resource -> types.contains(resource.resourceType()))
                        .toList(),
                verdicts.stream()
                        .filter(verdict -> ids.contains(verdict.check()))
                        .toList(),
                new UnitResult(
                        result.completeTypes().stream().filter(types::contains).toList(),
                        result.checks().stream().filter(ids::contains).toList()));
    }

    /** The global unit, then each region's; of these kinds only. */
    static List<ScannedUnit> allOf(
            AwsSession session, AccountId account, Set<UnitKind> kinds, CompiledChecks checks, InstantSource clock)
            throws InterruptedException {
        List<Region> units = Stream.concat(Stream.of(Region.GLOBAL), DemoLab.REGIONS.stream())
                .filter(unit -> kinds.contains(kind(unit)))
                .toList();
        return of(session, account, units, checks, clock);
    }

    static List<ScannedUnit> of(
            AwsSession session, AccountId account, List<Region> units, CompiledChecks checks, InstantSource clock)
            throws InterruptedException {
        ScanUnit scan = new ScanUnit(Collectors.ALL, clock);
        List<ScannedUnit> scanned = new ArrayList<>();
        for (Region unit : units)
            scanned.add(of(scan, session, new UnitOrder(account, kind(unit), unit, DemoLab.REGIONS, checks)));
        return scanned;
    }

    private static UnitKind kind(Region unit) {
        return unit.isGlobal() ? UnitKind.GLOBAL : UnitKind.REGIONAL;
    }

    private static ScannedUnit of(ScanUnit scan, AwsSession session, UnitOrder order) throws InterruptedException {
        List<ResourceSeen> resources = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        UnitResult result = scan.scan(order, session, new Tallies(), new UnitSink() {
            @Override
            public void resource(ResourceSeen resource) {
                resources.add(resource);
            }

            @Override
            public void verdict(Verdict verdict) {
                verdicts.add(verdict);
            }
        });
        return new ScannedUnit(order.region(), resources, verdicts, result);
    }
}
