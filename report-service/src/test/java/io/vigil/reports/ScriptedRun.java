package io.vigil.reports;

import io.vigil.checks.Check;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.Region;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.ResourcesReported;
import io.vigil.contracts.RunId;
import io.vigil.contracts.ScanId;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitBeat;
import io.vigil.contracts.UnitClosed;
import io.vigil.contracts.UnitId;
import io.vigil.contracts.UnitKind;
import io.vigil.contracts.UnitRef;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import io.vigil.contracts.VerdictsReported;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a worker would report of one unit, written down by a test. */
public final class ScriptedRun {
    public static final Region FRANKFURT = new Region("eu-central-1");
    public static final CheckId PORTS = new CheckId("ec2-security-group-no-ssh-from-internet");
    public static final CheckId DEFAULT_GROUP = new CheckId("vpc-default-security-group-restricts-all-traffic");
    public static final CheckId VOLUMES = new CheckId("ec2-ebs-volume-encrypted");
    public static final String GROUP = "aws.ec2.security-group";
    public static final String VOLUME = "aws.ec2.volume";

    private final TenantId tenant;
    private final AccountId account;
    private UnitId unit = new UnitId(UUID.randomUUID());
    private RunId run = new RunId(UUID.randomUUID());
    private int attempt = 1;
    private UnitKind kind = UnitKind.REGIONAL;
    private Region region = FRANKFURT;
    private Instant at = Instant.now();
    private int perChunk = 2;
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<String, ResourceSeen> resources = new LinkedHashMap<>();
    private final Set<String> completeTypes = new LinkedHashSet<>(List.of(GROUP, VOLUME));
    private final Set<CheckId> checks = new LinkedHashSet<>(List.of(PORTS, DEFAULT_GROUP, VOLUMES));

    public ScriptedRun(TenantId tenant, AccountId account) {
        this.tenant = tenant;
        this.account = account;
    }

    public static ScriptedRun of(TenantId tenant) {
        return new ScriptedRun(tenant, new AccountId("111122223333"));
    }

    public static TenantId newTenant() {
        return new TenantId(UUID.randomUUID());
    }

    public ScriptedRun unit(UnitId other, int ofAttempt) {
        this.unit = other;
        this.attempt = ofAttempt;
        return this;
    }

    public ScriptedRun global() {
        this.kind = UnitKind.GLOBAL;
        this.region = Region.GLOBAL;
        return this;
    }

    public ScriptedRun in(String code) {
        this.region = new Region(code);
        return this;
    }

    public ScriptedRun at(Instant when) {
        this.at = when;
        return this;
    }

    public ScriptedRun checks(CheckId... judged) {
        checks.clear();
        checks.addAll(List.of(judged));
        return this;
    }

    public ScriptedRun completeTypes(String... types) {
        completeTypes.clear();
        completeTypes.addAll(List.of(types));
        return this;
    }

    public ScriptedRun says(CheckId check, String resource, String type, Status status) {
        return says(check, resource, type, resource, status, "The " + resource + " is " + status + ".", region);
    }

    public ScriptedRun says(
            CheckId check, String resource, String type, String name, Status status, String message, Region lives) {
        Unread unread = status == Status.UNDETERMINED
                ? new Unread(UnreadReason.ACCESS_DENIED, "ec2:Describe", "ec2:DescribeIt", "not authorized")
                : null;
        verdicts.add(new Verdict(
                check,
                check.equals(VOLUMES) ? Severity.MEDIUM : Severity.HIGH,
                lives,
                resource,
                type,
                name,
                status,
                message,
                Map.of("open", List.of(22, 3389)),
                unread));
        return seen(resource, type, name, lives, Map.of("GroupId", resource));
    }

    /** With the facts that the check read; of what could not be judged, why. */
    public ScriptedRun tells(
            Check check,
            String resource,
            String type,
            String name,
            Status status,
            String message,
            Map<String, Object> facts,
            UnreadReason reason) {
        Unread unread = status == Status.UNDETERMINED ? new Unread(reason, null, null, "because") : null;
        verdicts.add(new Verdict(
                check.id(), check.severity(), region, resource, type, name, status, message, facts, unread));
        return seen(resource, type, name, region, Map.of("Id", resource));
    }

    /** As a check of the catalogue would, with its severity. */
    public ScriptedRun says(Check check, String resource, String type, String name, Status status) {
        Unread unread = status == Status.UNDETERMINED
                ? new Unread(UnreadReason.ACCESS_DENIED, null, check.service() + ":DescribeThings", "not authorized")
                : null;
        String message =
                "%s (%s) is not as it should be: it is open to 0.0.0.0/0 in 2 rules.".formatted(name, resource);
        verdicts.add(new Verdict(
                check.id(), check.severity(), region, resource, type, name, status, message, Map.of(), unread));
        return seen(resource, type, name, region, Map.of("Id", resource));
    }

    public ScriptedRun seen(String resource, String type, String name, Region lives, Map<String, Object> document) {
        resources.put(
                resource,
                new ResourceSeen(
                        lives, resource, type, name, Map.of("team", "x"), EventJson.digest(document), document));
        return this;
    }

    /** A resource that was seen has these tags. */
    public ScriptedRun tagged(String resource, Map<String, String> tags) {
        resources.computeIfPresent(
                resource,
                (id, seen) -> new ResourceSeen(
                        seen.region(),
                        seen.resource(),
                        seen.resourceType(),
                        seen.resourceName(),
                        tags,
                        seen.digest(),
                        seen.document()));
        return this;
    }

    /** Only verdicts, as of a resource that stands for a whole account. */
    public ScriptedRun withoutResources() {
        resources.clear();
        return this;
    }

    public UnitRef ref() {
        return new UnitRef(
                tenant, account, new ScanId(new UUID(7, unit.value().getLeastSignificantBits())), unit, attempt);
    }

    public RunId run() {
        return run;
    }

    /** The chunks, then the closing record. */
    public List<Event.UnitReport> records() {
        List<Event.UnitReport> records = new ArrayList<>();
        for (int i = 0; i < verdicts.size(); i += perChunk) {
            records.add(new VerdictsReported(
                    ref(),
                    run,
                    records.size(),
                    List.copyOf(verdicts.subList(i, Math.min(i + perChunk, verdicts.size())))));
        }
        if (!resources.isEmpty())
            records.add(new ResourcesReported(ref(), run, records.size(), List.copyOf(resources.values())));
        records.add(new UnitClosed(
                ref(),
                run,
                records.size(),
                kind,
                region,
                new PackDigest("0".repeat(64)),
                List.copyOf(completeTypes),
                List.copyOf(checks),
                UnitBeat.Counts.NONE,
                at.minusSeconds(1),
                at));
        return records;
    }
}
