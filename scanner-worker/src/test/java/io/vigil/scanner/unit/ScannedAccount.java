package io.vigil.scanner.unit;

import io.vigil.checks.CompiledChecks;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.Verdict;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.collect.Collectors;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** What the engine says of an account, all its units together, for tests. */
public record ScannedAccount(List<ResourceSeen> resources, List<Verdict> verdicts, List<UnitResult> results) {

    /** @param regional the regions that get a unit of their own, beside the global one */
    public static ScannedAccount of(
            AwsSession session, AccountId account, List<Region> regions, List<Region> regional, CompiledChecks checks)
            throws InterruptedException {
        ScanUnit scan = new ScanUnit(Collectors.ALL, InstantSource.system());
        ScannedAccount scanned = new ScannedAccount(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        UnitSink keep = new UnitSink() {
            @Override
            public void resource(ResourceSeen resource) {
                scanned.resources.add(resource);
            }

            @Override
            public void verdict(Verdict verdict) {
                scanned.verdicts.add(verdict);
            }
        };
        UnitOrder global = new UnitOrder(account, UnitKind.GLOBAL, Region.GLOBAL, regions, checks);
        scanned.results.add(scan.scan(global, session, new Tallies(), keep));
        for (Region region : regional) {
            UnitOrder unit = new UnitOrder(account, UnitKind.REGIONAL, region, regions, checks);
            scanned.results.add(scan.scan(unit, session, new Tallies(), keep));
        }
        return scanned;
    }
}
