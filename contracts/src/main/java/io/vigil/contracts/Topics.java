package io.vigil.contracts;

import java.util.List;

/** Every topic, in one place; the broker's set-up and the services' channels are compared with it by tests. */
public final class Topics {
    public static final String UNIT_REQUESTED = "scan.unit.requested.v1";
    public static final String UNIT_REVOKED = "scan.unit.revoked.v1";
    public static final String UNIT_PROGRESSED = "scan.unit.progressed.v1";
    public static final String UNIT_REPORTED = "scan.unit.reported.v1";
    public static final String UNIT_FOLDED = "scan.unit.folded.v1";
    public static final String UNIT_DEAD = "scan.unit.dead.v1";
    public static final String WORKER_BEAT = "worker.beat.v1";
    public static final String FINDING_CHANGED = "finding.changed.v1";
    public static final String TENANT_CHANGED = "tenant.changed.v1";
    public static final String MEMBER_REMOVED = "member.removed.v1";
    public static final String ACCOUNT_CHANGED = "account.changed.v1";
    public static final String PACK_PUBLISHED = "pack.published.v1";
    public static final String PROBE_REQUESTED = "account.probe.requested.v1";
    public static final String ACCOUNT_PROBED = "account.probed.v1";
    public static final String ORGANIZATION_REQUESTED = "account.organization.requested.v1";
    public static final String ORGANIZATION_READ = "account.organization.read.v1";
    public static final String TENANT_CLOSING = "tenant.closing.v1";
    public static final String TENANT_PART_CLOSED = "tenant.part.closed.v1";

    /** Records that could not be read, with {@link DeadLetterHeaders}; people look at it and replay. */
    public static final String DEAD_LETTERS = "dead.letters.v1";

    /** The share group in which all workers take units. */
    public static final String WORKERS_GROUP = "scanner-workers";

    /** The share group in which all workers take probes. */
    public static final String PROBERS_GROUP = "account-probers";

    /** The share group in which all workers take organizations to read. */
    public static final String ORGANIZATIONS_GROUP = "organization-readers";

    /**
     * @param partitions workers scale past them by share groups; other consumers by them
     * @param compacted keeps the newest record a key until that is an empty one, else records live seven days at most
     */
    public record Topic(String name, int partitions, boolean compacted) {}

    public static final List<Topic> ALL = List.of(
            // one, which all members of the share group read: a further partition would belong to some of them only,
            // and
            // when they are killed its units wait for the end of their session, which is 45 s
            new Topic(UNIT_REQUESTED, 1, false),
            new Topic(UNIT_REVOKED, 1, false),
            new Topic(UNIT_PROGRESSED, 3, false),
            new Topic(UNIT_REPORTED, 3, false),
            new Topic(UNIT_FOLDED, 3, false),
            new Topic(UNIT_DEAD, 1, false),
            new Topic(WORKER_BEAT, 1, false),
            new Topic(FINDING_CHANGED, 3, false),
            new Topic(TENANT_CHANGED, 1, true),
            new Topic(MEMBER_REMOVED, 1, false),
            new Topic(ACCOUNT_CHANGED, 1, true),
            new Topic(PACK_PUBLISHED, 1, true),
            new Topic(PROBE_REQUESTED, 1, false),
            new Topic(ACCOUNT_PROBED, 3, false),
            new Topic(ORGANIZATION_REQUESTED, 1, false),
            new Topic(ORGANIZATION_READ, 3, false),
            // one, so that the orders to a tenant keep their order whatever the number of partitions once was
            new Topic(TENANT_CLOSING, 1, false),
            new Topic(TENANT_PART_CLOSED, 1, false),
            new Topic(DEAD_LETTERS, 1, false));

    private Topics() {}

    /** Where an event of this type is published. */
    public static String of(Event event) {
        return switch (event) {
            case ScanUnitRequested e -> UNIT_REQUESTED;
            case ScanUnitRevoked e -> UNIT_REVOKED;
            case Event.UnitProgress e -> UNIT_PROGRESSED;
            case Event.UnitReport e -> UNIT_REPORTED;
            case ScanUnitFolded e -> UNIT_FOLDED;
            case WorkerBeat e -> WORKER_BEAT;
            case FindingChanged e -> FINDING_CHANGED;
            case TenantChanged e -> TENANT_CHANGED;
            case MemberRemoved e -> MEMBER_REMOVED;
            case AccountChanged e -> ACCOUNT_CHANGED;
            case PackPublished e -> PACK_PUBLISHED;
            case ProbeRequested e -> PROBE_REQUESTED;
            case AccountProbed e -> ACCOUNT_PROBED;
            case OrganizationRequested e -> ORGANIZATION_REQUESTED;
            case OrganizationRead e -> ORGANIZATION_READ;
            case TenantClosing e -> TENANT_CLOSING;
            case TenantPartClosed e -> TENANT_PART_CLOSED;
        };
    }
}
