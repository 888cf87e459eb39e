package io.vigil.reports.findings;

import io.vigil.checks.Check;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a worker reports of an account of many resources: of each resource several checks, in chunks as a worker sends them. */
record BenchAccount(TenantId tenant, AccountId account, List<Check> checks, int resources) {
    private static final Region REGION = new Region("eu-central-1");
    private static final int PER_CHUNK = 400;
    private static final String TYPE = "aws.ec2.security-group";

    /** @param failing every so many-th verdict fails */
    List<Event.UnitReport> run(int failing) {
        UnitRef unit = new UnitRef(
                tenant, account, new ScanId(UUID.randomUUID()), new UnitId(UUID.randomUUID()), /* attempt */ 1);
        RunId run = new RunId(UUID.randomUUID());
        List<Event.UnitReport> records = new ArrayList<>();
        List<Verdict> verdicts = new ArrayList<>();
        List<ResourceSeen> seen = new ArrayList<>();
        for (int i = 0; i < resources; i++) {
            String id = "sg-%08d".formatted(i);
            Map<String, Object> document = Map.of("GroupId", id, "VpcId", "vpc-1", "Rules", List.of(22, 443, i % 1000));
            seen.add(new ResourceSeen(
                    REGION, id, TYPE, "group " + i, Map.of("team", "x"), EventJson.digest(document), document));
            if (seen.size() == PER_CHUNK / 4) {
                records.add(new ResourcesReported(unit, run, records.size(), List.copyOf(seen)));
                seen.clear();
            }
            for (Check check : checks) {
                boolean fails = (i + checks.indexOf(check)) % failing == 0;
                verdicts.add(new Verdict(
                        check.id(),
                        check.severity(),
                        REGION,
                        id,
                        TYPE,
                        "group " + i,
                        fails ? Status.FAIL : Status.PASS,
                        "The group %s %s open to 0.0.0.0/0 on port 22.".formatted(id, fails ? "is" : "is not"),
                        Map.of("open", List.of(22, 3389), "rule", i % 50),
                        /* unread */ null));
                if (verdicts.size() == PER_CHUNK) {
                    records.add(new VerdictsReported(unit, run, records.size(), List.copyOf(verdicts)));
                    verdicts.clear();
                }
            }
        }
        if (!seen.isEmpty()) records.add(new ResourcesReported(unit, run, records.size(), seen));
        if (!verdicts.isEmpty()) records.add(new VerdictsReported(unit, run, records.size(), verdicts));
        Instant now = Instant.now();
        records.add(new UnitClosed(
                unit,
                run,
                records.size(),
                UnitKind.REGIONAL,
                REGION,
                new PackDigest("0".repeat(64)),
                List.of(TYPE),
                checks.stream().map(Check::id).toList(),
                UnitBeat.Counts.NONE,
                now.minusSeconds(1),
                now));
        return records;
    }

    int verdicts() {
        return resources * checks.size();
    }
}
