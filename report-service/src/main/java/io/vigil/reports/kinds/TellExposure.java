package io.vigil.reports.kinds;

import static io.vigil.reports.kinds.Rows.Heading.inFiles;
import static io.vigil.reports.kinds.Rows.Heading.of;
import static io.vigil.reports.kinds.Rows.Heading.onPages;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.findings.Finding;
import io.vigil.reports.findings.ReadEvidence;
import io.vigil.reports.findings.ReadEvidence.Proven;
import io.vigil.reports.kinds.Block.Figure;
import io.vigil.reports.kinds.Block.Figures;
import io.vigil.reports.kinds.Block.Lead;
import io.vigil.reports.kinds.Cell.Code;
import io.vigil.reports.kinds.Cell.Said;
import io.vigil.reports.kinds.Cell.Two;
import io.vigil.reports.kinds.Content.Section;
import io.vigil.reports.kinds.ReadApprovals.Approval;
import io.vigil.reports.kinds.ReadEndpoints.Endpoint;
import io.vigil.reports.posture.Counter;
import io.vigil.reports.posture.Counts;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the internet reaches, by endpoints, ports and addresses, and which of it somebody approved. */
@ApplicationScoped
class TellExposure {
    private static final List<Status> SEEN = List.of(Status.PASS, Status.FAIL, Status.UNDETERMINED);

    private final ReadEndpoints readEndpoints;
    private final ReadEvidence readEvidence;
    private final ReadApprovals readApprovals;
    private final TenantTransaction transaction;
    private final Catalogue catalogue;

    TellExposure(
            ReadEndpoints readEndpoints,
            ReadEvidence readEvidence,
            ReadApprovals readApprovals,
            TenantTransaction transaction,
            Catalogue catalogue) {
        this.readEndpoints = readEndpoints;
        this.readEvidence = readEvidence;
        this.readApprovals = readApprovals;
        this.transaction = transaction;
        this.catalogue = catalogue;
    }

    List<Section> sections(TenantId tenant, Optional<AccountId> account, Instant asOf) {
        Map<CheckId, Counts> counts = new HashMap<>();
        for (Counter counter : transaction.call(tenant, handle -> Counter.of(handle, tenant)))
            if (account.isEmpty() || account.get().equals(counter.account()))
                counts.merge(counter.check(), counter.counts(), Counts::plus);
        return List.of(
                new Section("Summary", summary(counts)),
                new Section("Endpoints", endpoints(tenant, account)),
                new Section("Ways to instances", ways(tenant, account)),
                new Section(
                        "Ports that rules open",
                        List.of(
                                new Lead(
                                        "Rules that let anybody in, whether something stands behind them today or not."),
                                failing(tenant, account, "port", ExposureChecks.PORTS, "No rule opens such ports."))),
                new Section("Public addresses", addresses(tenant, account)),
                new Section(
                        "Open to anybody",
                        List.of(
                                new Lead(
                                        "What strangers may use by its policy, its sharing or its own endpoint, without a way through"
                                                + " the network."),
                                failing(
                                        tenant,
                                        account,
                                        "public",
                                        ExposureChecks.PUBLIC,
                                        "Nothing is shared with everybody."))),
                new Section("Declared approvals", approvals(tenant, account, asOf)),
                new Section("What this rests on", basis(counts)));
    }

    private static List<Block> summary(Map<CheckId, Counts> counts) {
        Counts approved = counts.getOrDefault(ExposureChecks.APPROVED, Counts.NONE);
        Counts filtered = counts.getOrDefault(ExposureChecks.FILTERED, Counts.NONE);
        Counts ways = counts.getOrDefault(ExposureChecks.WAYS, Counts.NONE);
        Counts addresses = counts.getOrDefault(ExposureChecks.ADDRESSES, Counts.NONE);
        return List.of(
                new Lead(
                        "From the newest scan of each account and region. What could not be read is told as such: it may face"
                                + " the internet or not."),
                new Figures(List.of(
                        Figure.of("Approved endpoints", approved.pass(), "pass"),
                        Figure.of("Not approved", approved.fail() + approved.excepted(), "fail"),
                        Figure.of("Approval not known", approved.undetermined(), "unread"),
                        Figure.of("Behind a web ACL", filtered.pass(), "pass"),
                        Figure.of("Without a web ACL", filtered.fail() + filtered.excepted(), "fail"))),
                new Figures(List.of(
                        Figure.of("Instances reached", ways.fail() + ways.excepted(), "fail"),
                        Figure.of("Instances not reached", ways.pass(), "pass"),
                        Figure.of("Ways not known", ways.undetermined(), "unread"),
                        Figure.of("Approved addresses", addresses.pass(), "pass"),
                        Figure.of("Addresses not approved", addresses.fail() + addresses.excepted(), "fail"))));
    }

    private List<Block> endpoints(TenantId tenant, Optional<AccountId> account) {
        return List.of(
                new Lead(
                        "Everything with a door to the internet: whether the register of what may face it says so, and whether"
                                + " a web ACL stands before it where one can."),
                Rows.of(
                        "endpoint",
                        "",
                        List.of(
                                of("account", "Account", 28),
                                inFiles("region"),
                                inFiles("kind"),
                                inFiles("resource"),
                                inFiles("resourceName"),
                                onPages("Endpoint", 0),
                                of("approval", "Approval", 28),
                                inFiles("owner"),
                                inFiles("purpose"),
                                inFiles("until"),
                                onPages("By whom, what for, until when", 46),
                                of("webAcl", "Web ACL", 26)),
                        "Nothing that faces the internet was found.",
                        use -> readEndpoints.forEach(tenant, account, endpoint -> use.accept(row(endpoint)))));
    }

    private static List<@Nullable Object> row(Endpoint endpoint) {
        JsonNode valid = endpoint.facts().path("valid");
        JsonNode entry = valid.isEmpty() ? endpoint.facts().path("entries").path(0) : valid.path(0);
        return Arrays.asList(
                endpoint.account(),
                endpoint.region(),
                endpoint.kind(),
                endpoint.resource(),
                endpoint.name(),
                new Two(
                        endpoint.name(),
                        new Code("%s, %s\n%s".formatted(endpoint.kind(), endpoint.region(), endpoint.resource()))),
                approval(endpoint),
                text(entry, "owner"),
                text(entry, "purpose"),
                text(entry, "expires"),
                entry.isMissingNode() ? null : declared(entry),
                webAcl(endpoint));
    }

    private static Said approval(Endpoint endpoint) {
        if (endpoint.undeclared()) return new Said("undeclared", "No register", "unread");
        if (endpoint.approved() == null) return new Said("unasked", "Not asked", "quiet");
        return switch (endpoint.approved()) {
            case PASS -> new Said("approved", "Approved", "pass");
            case FAIL ->
                endpoint.approvedExcepted()
                        ? new Said("excepted", "Excepted", "quiet")
                        : new Said("unapproved", "Not approved", "fail");
            default -> new Said("unknown", "Not known", "unread");
        };
    }

    private static Said webAcl(Endpoint endpoint) {
        if (endpoint.filtered() == null) return new Said("impossible", "None possible", "quiet");
        return switch (endpoint.filtered()) {
            case PASS -> new Said("attached", "Attached", "pass");
            case FAIL ->
                endpoint.filteredExcepted()
                        ? new Said("excepted", "Excepted", "quiet")
                        : new Said("missing", "Missing", "fail");
            default -> new Said("unknown", "Not known", "unread");
        };
    }

    private static Two declared(JsonNode entry) {
        return new Two(
                text(entry, "owner"),
                text(entry, "purpose") + "\nuntil " + text(entry, "expires").replaceAll("T.*", ""));
    }

    private static String text(JsonNode entry, String field) {
        return entry.path(field).asText();
    }

    private List<Block> ways(TenantId tenant, Optional<AccountId> account) {
        return List.of(
                new Lead(
                        "Followed over addresses, routes, network ACLs, security groups and load balancers: at which port"
                                + " strangers get to which instance. An instance of which not every hop could be read is told without"
                                + " a way."),
                Rows.of(
                        "way",
                        "",
                        List.of(
                                of("account", "Account", 28),
                                inFiles("region"),
                                inFiles("resource"),
                                inFiles("resourceName"),
                                onPages("Instance", 44),
                                of("protocol", "Protocol", 18),
                                inFiles("entryPort"),
                                inFiles("fromPort"),
                                inFiles("toPort"),
                                onPages("Ports", 22),
                                inFiles("via"),
                                inFiles("through"),
                                inFiles("addresses"),
                                inFiles("sources"),
                                onPages("Way", 0),
                                of("verdict", "Verdict", 24)),
                        "No instance is reached, as far as the ways could be read.",
                        use -> readEvidence.forEach(
                                tenant,
                                List.of(ExposureChecks.WAYS),
                                SEEN,
                                account,
                                proven -> WaysTold.rows(proven).forEach(use))));
    }

    private Rows failing(
            TenantId tenant, Optional<AccountId> account, String record, List<CheckId> checks, String none) {
        return Rows.of(
                record,
                "",
                List.of(
                        of("severity", "Severity", 22),
                        inFiles("check"),
                        inFiles("title"),
                        of("account", "Account", 28),
                        inFiles("region"),
                        inFiles("resource"),
                        inFiles("resourceName"),
                        onPages("Resource", 52),
                        of("message", "What is open", 0),
                        of("verdict", "Verdict", 24)),
                none,
                use -> readEvidence.forEach(tenant, checks, List.of(Status.FAIL), account, failing(use)));
    }

    private static Consumer<Proven> failing(Consumer<List<@Nullable Object>> use) {
        return proven -> {
            Finding finding = proven.finding();
            use.accept(Arrays.asList(
                    finding.severity(),
                    finding.check(),
                    finding.title(),
                    finding.account(),
                    finding.region(),
                    finding.resource(),
                    finding.resourceName(),
                    new Two(finding.resourceName(), new Code(finding.resource() + "\n" + finding.region())),
                    finding.message(),
                    Wording.said(finding.status(), finding.exception() != null)));
        };
    }

    private List<Block> addresses(TenantId tenant, Optional<AccountId> account) {
        return List.of(Rows.of(
                "address",
                "",
                List.of(
                        of("account", "Account", 28),
                        inFiles("region"),
                        inFiles("resource"),
                        onPages("Address", 44),
                        of("approval", "Approval", 28),
                        inFiles("owner"),
                        inFiles("purpose"),
                        inFiles("until"),
                        onPages("By whom, what for, until when", 0)),
                "No public address is held.",
                use -> readEvidence.forEach(
                        tenant,
                        List.of(ExposureChecks.ADDRESSES),
                        SEEN,
                        account,
                        proven -> use.accept(address(proven)))));
    }

    private static List<@Nullable Object> address(Proven proven) {
        Finding finding = proven.finding();
        JsonNode facts = ReadEndpoints.json(proven.evidence());
        JsonNode entry = facts.path("valid").isEmpty()
                ? facts.path("entries").path(0)
                : facts.path("valid").path(0);
        String named = text(facts, "publicIp");
        String shown = named.isEmpty() ? finding.resource() : named;
        return Arrays.asList(
                finding.account(),
                finding.region(),
                shown,
                new Two(shown, new Code(finding.resourceName() + "\n" + finding.region())),
                switch (finding.status()) {
                    case PASS -> new Said("approved", "Approved", "pass");
                    case FAIL ->
                        finding.exception() == null
                                ? new Said("unapproved", "Not approved", "fail")
                                : new Said("excepted", "Excepted", "quiet");
                    default ->
                        "NOT_DECLARED".equals(finding.reason())
                                ? new Said("undeclared", "No register", "unread")
                                : new Said("unknown", "Not known", "unread");
                },
                text(entry, "owner"),
                text(entry, "purpose"),
                text(entry, "expires"),
                entry.isMissingNode() ? null : declared(entry));
    }

    private List<Block> approvals(TenantId tenant, Optional<AccountId> account, Instant asOf) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Approval approval : readApprovals.read(tenant, account))
            rows.add(Arrays.asList(
                    approval.account(),
                    approval.register(),
                    new Code(approval.of()),
                    approval.owner(),
                    approval.purpose(),
                    new Two(approval.owner(), approval.purpose()),
                    approval.expires(),
                    approval.expires().replaceAll("T.*", ""),
                    approval.holds(asOf)
                            ? new Said("holds", "Holds", "pass")
                            : new Said("void", "Does not count", "fail")));
        return List.of(
                new Lead(
                        "The registers of the policy packs. An entry counts until its end, and only if it names an owner and a"
                                + " purpose."),
                Rows.of(
                        "approval",
                        "",
                        List.of(
                                of("account", "Only account", 28),
                                of("register", "Register", 32),
                                of("of", "Of", 0),
                                inFiles("owner"),
                                inFiles("purpose"),
                                onPages("Owner, and what for", 40),
                                inFiles("until"),
                                onPages("Until", 20),
                                of("state", "State", 26)),
                        "No register is declared. Declare publicEndpoints and publicAddresses in the policy pack.",
                        rows));
    }

    private List<Block> basis(Map<CheckId, Counts> counts) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (CheckId check : ExposureChecks.all()) {
            Counts its = counts.getOrDefault(check, Counts.NONE);
            rows.add(List.of(
                    check,
                    new Two(catalogue.title(check), new Code(check.value())),
                    its.pass(),
                    its.fail(),
                    its.undetermined(),
                    its.excepted(),
                    its.decidedOut()));
        }
        return List.of(
                new Lead(
                        "The checks that this report is made of. Where a check says nothing, nothing of its kind exists or no"
                                + " scan has run it; what is decided out is not looked at any more."),
                Rows.of(
                        "basis",
                        "",
                        List.of(
                                inFiles("check"),
                                onPages("Check", 0),
                                of("pass", "Pass", 14),
                                of("fail", "Fail", 14),
                                of("undetermined", "Unread", 17),
                                of("excepted", "Excepted", 19),
                                of("decidedOut", "Decided out", 23)),
                        "",
                        rows));
    }
}
