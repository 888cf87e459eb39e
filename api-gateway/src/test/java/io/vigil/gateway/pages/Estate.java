package io.vigil.gateway.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.vigil.contracts.TenantId;
import io.vigil.gateway.test.TurnableClock;
import io.vigil.gateway.test.Upstream;
import io.vigil.gateway.test.World;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the services know of a customer, from the files beside this class. */
@Singleton
class Estate {
    static final String FINDING = "0198a000-0000-7000-8000-000000000001";
    static final String RUNNING = "0198a000-0000-7000-8000-000000000501";
    static final String FINISHED = "0198a000-0000-7000-8000-000000000502";
    static final String WAITING = "0198a000-0000-7000-8000-00000000e001";
    static final String IN_FORCE = "0198a000-0000-7000-8000-00000000e002";
    static final String ATTEST_WAITING = "0198a000-0000-7000-8000-00000000a001";
    static final String ATTESTED = "0198a000-0000-7000-8000-00000000a002";
    static final String EVIDENCE = "0198a000-0000-7000-8000-00000000f101";
    static final String EXCEPTED = "0198a000-0000-7000-8000-000000000002";
    static final String ACCOUNT = "111122223333";
    /** An audit that is open, and one that is signed off. */
    static final String AUDIT = "0198a000-0000-7000-8000-00000000f001";

    static final String SIGNED_AUDIT = "0198a000-0000-7000-8000-00000000f002";
    static final String SUBSCRIPTION = "0198a000-0000-7000-8000-000000000800";

    static final String CHANNEL = "0198a000-0000-7000-8000-000000000900";
    static final String ALERT_RULE = "0198a000-0000-7000-8000-000000000950";

    /** The form by which staff enters a customer in whose workspace it is not. */
    static final String ENTER = "/fleet/halden/enter";

    /** Every page of the portal that has a state of its own, below the tenant's address. */
    static final List<String> PAGES = List.of(
            "/posture",
            "/findings",
            "/findings/" + FINDING + "?state=open",
            "/findings/" + EXCEPTED + "?state=excepted",
            "/exceptions",
            "/exceptions?state=in_force",
            "/exceptions?state=ended",
            "/exceptions/new?finding=" + FINDING,
            "/exceptions/" + WAITING,
            "/exceptions/" + IN_FORCE,
            "/attestations",
            "/attestations?state=in_force",
            "/attestations?state=ended",
            "/attestations/new?framework=cis-aws-7.0&requirement=6.8",
            "/attestations/" + ATTEST_WAITING,
            "/attestations/" + ATTESTED,
            "/accounts",
            "/accounts/connect",
            "/accounts/import",
            "/accounts/" + ACCOUNT,
            "/accounts/" + ACCOUNT + "/transfer",
            "/accounts/organization",
            "/scans/" + RUNNING,
            "/scans/" + FINISHED,
            "/frameworks",
            "/frameworks/cis-aws-7.0",
            "/reports",
            "/reports/subscriptions/" + SUBSCRIPTION,
            "/history",
            "/audits",
            "/audits/" + AUDIT,
            "/audits/" + SIGNED_AUDIT,
            "/audits/" + AUDIT + "/accounts/" + ACCOUNT,
            "/schedules",
            "/schedules?edit=0198a000-0000-7000-8000-00000000c002",
            "/settings/access",
            "/settings/audit?actor=vera",
            "/settings/channels",
            "/settings/channels/" + CHANNEL,
            "/settings/alerts",
            "/settings/alerts/" + ALERT_RULE,
            "/settings/tokens",
            "/settings/members",
            "/settings/login",
            "/settings/pack",
            "/settings/pack?account=" + ACCOUNT,
            "/settings/responsibility",
            "/settings/retention",
            "/settings/retention?months=13");

    /** Fields that people or AWS write freely. */
    private static final Set<String> FREE = Set.of(
            "name",
            "title",
            "message",
            "stateMessage",
            "risk",
            "remediation",
            "resource",
            "resourceName",
            "requestedBy",
            "region",
            "section",
            "manual",
            "text",
            "recipient",
            "actorName",
            "ownerName",
            "createdBy",
            "fix",
            "email",
            "address",
            "domain",
            "changedBy",
            "addedBy",
            "invitedBy",
            "mailProblem",
            "subject",
            "detail",
            "zone",
            "reason",
            "ticket",
            "approvedBy",
            "endedBy",
            "GroupName",
            "IpProtocol",
            "version",
            "requirement",
            "words",
            "note",
            "publishedBy",
            "purpose",
            "control",
            "remind",
            "team",
            "authorName",
            "statement",
            "accountName",
            "filter",
            "disabledWhy",
            "data-class");

    /** {@code @-9m@} is nine minutes ago, {@code @day-3@} the day before the day before yesterday. */
    private static final Pattern TIME = Pattern.compile("@(day)?([+-]\\d+)([mhd]?)@");

    private final World world;
    private final ObjectMapper json;
    private final TurnableClock clock;

    Estate(World world, ObjectMapper json, TurnableClock clock) {
        this.world = world;
        this.json = json;
        this.clock = clock;
    }

    TenantId tidewater() {
        return serving(UnaryOperator.identity());
    }

    /** The same customer, after somebody wrote the text wherever text can be written. */
    TenantId hostile(String text) {
        return serving(document -> {
            JsonNode tree = read(document);
            overwrite(tree, text);
            return tree.toString();
        });
    }

    private TenantId serving(UnaryOperator<String> change) {
        TenantId tenant = world.empty().tenant("tidewater", "Tidewater Energy");
        String at = "/tenants/" + tenant;
        TenantId outside = world.tenant("halden", "Halden Logistics");
        world.tenantService()
                .on("GET", "/tenants/" + outside + "/grants", Upstream.json("{\"items\":[]}"))
                .on("GET", "/tenants/" + outside + "/grants/rules", Upstream.json("{\"approvalRequired\":true}"));
        serve(
                world.reportService(),
                change,
                Map.ofEntries(
                        Map.entry(at + "/posture", "posture"),
                        Map.entry(at + "/findings", "findings"),
                        Map.entry(at + "/findings/groups", "groups"),
                        Map.entry(at + "/findings/[0-9a-f-]{36}", "finding"),
                        Map.entry(at + "/changes/between", "changes"),
                        Map.entry(at + "/findings/[0-9a-f-]{36}/comments", "comments"),
                        Map.entry(at + "/frameworks", "frameworks"),
                        Map.entry(at + "/frameworks/[a-z0-9.-]+", "framework"),
                        Map.entry(at + "/reports", "reports"),
                        Map.entry(at + "/subscriptions", "subscriptions"),
                        Map.entry(at + "/subscriptions/preview", "preview"),
                        Map.entry(at + "/subscriptions/[0-9a-f-]{36}", "subscription"),
                        Map.entry(at + "/subscriptions/[0-9a-f-]{36}/deliveries", "deliveries"),
                        Map.entry(at + "/audits", "audits"),
                        Map.entry(at + "/audits/" + AUDIT, "audit"),
                        Map.entry(at + "/audits/" + SIGNED_AUDIT, "audit-signed"),
                        Map.entry(at + "/audits/" + AUDIT + "/accounts/" + ACCOUNT, "audited-account"),
                        Map.entry("/fleet/audits", "fleet-audits"),
                        Map.entry(at + "/channels", "channels"),
                        Map.entry(at + "/channels/[0-9a-f-]{36}", "channel"),
                        Map.entry(at + "/channels/[0-9a-f-]{36}/deliveries", "channel-deliveries"),
                        Map.entry(at + "/alert-rules", "alert-rules"),
                        Map.entry(at + "/alert-rules/[0-9a-f-]{36}", "alert-rule"),
                        Map.entry("/fleet", "fleet"),
                        Map.entry("/fleet/triage", "triage"),
                        Map.entry("/fleet/checks/.*", "failing")));
        exceptions(at, change);
        attestations(at, change);
        serve(
                world.tenantService(),
                change,
                Map.ofEntries(
                        Map.entry(at, "customer"),
                        Map.entry(at + "/accounts", "accounts"),
                        Map.entry(at + "/aws-organizations", "organizations"),
                        Map.entry(at + "/aws-organizations/o-tide000001", "organization"),
                        Map.entry(at + "/aws-organizations/o-tide000001/accounts", "organization-accounts"),
                        Map.entry(at + "/grants", "grants"),
                        Map.entry(at + "/grants/rules", "rules"),
                        Map.entry(at + "/audit/tenants", "trail"),
                        Map.entry(at + "/schedules", "schedules"),
                        Map.entry(at + "/schedules/coverage", "coverage"),
                        Map.entry(at + "/schedules/preview", "preview"),
                        Map.entry("/msp/schedules", "schedules"),
                        Map.entry("/msp/offboardings", "offboardings"),
                        Map.entry("/msp/acknowledgements", "standings"),
                        Map.entry("/operations", "operations"),
                        Map.entry("/msp/schedules/preview", "preview"),
                        Map.entry(at + "(/accounts/" + ACCOUNT + ")?/pack/levels", "levels"),
                        Map.entry("(" + at + "(/accounts/" + ACCOUNT + ")?|/msp)/pack/versions", "versions"),
                        Map.entry(at + "/pack/responsibility", "responsibility"),
                        Map.entry(at + "/pack/acknowledgements", "acknowledgements"),
                        Map.entry("/msp/pack", "baseline"),
                        Map.entry("/msp/pack/rollout", "rollout"),
                        Map.entry(at + "/tokens", "tokens"),
                        Map.entry(at + "/members", "members"),
                        Map.entry(at + "/invitations", "invitations"),
                        Map.entry(at + "/identity-provider", "own-login"),
                        Map.entry(at + "/email-domains", "email-domains"),
                        Map.entry(at + "/service-accounts", "service-accounts"),
                        Map.entry(at + "/accounts/" + ACCOUNT + "/connection", "connection"),
                        Map.entry(at + "/accounts/" + ACCOUNT + "/offers", "offers"),
                        Map.entry(at + "/accounts/" + ACCOUNT + "/transfer", "transfer"),
                        Map.entry(at + "/scans", "scans"),
                        Map.entry(at + "/scans/" + RUNNING, "scan-running"),
                        Map.entry(at + "/scans/" + FINISHED, "scan-finished")));
        world.tenantService()
                .on(
                        "GET",
                        at + "/grants/[0-9a-f-]{36}",
                        exchange -> Upstream.json(read(change.apply(document("grants")))
                                        .at("/items/0")
                                        .toString())
                                .to(exchange))
                .on(
                        "GET",
                        at + "/accounts/" + ACCOUNT,
                        exchange -> Upstream.json(read(change.apply(document("accounts")))
                                        .get(0)
                                        .toString())
                                .to(exchange));
        return tenant;
    }

    /** The list answers by the states that are asked for, as the service does. */
    private void exceptions(String at, UnaryOperator<String> change) {
        serve(
                world.reportService(),
                change,
                Map.of(
                        at + "/exceptions/" + IN_FORCE, "exception-in-force",
                        at + "/exceptions/" + WAITING, "exception-waiting",
                        at + "/findings/" + EXCEPTED, "finding-excepted"));
        world.reportService()
                .on("POST", at + "/exceptions/preview", Upstream.json("{\"open\":3,\"excepted\":0,\"accounts\":1}"))
                .on("GET", at + "/exceptions", exchange -> {
                    String query = exchange.getRequestURI().getRawQuery();
                    String file = query.contains("state=waiting")
                            ? "exceptions-waiting"
                            : query.contains("state=in_force") ? "exceptions-in-force" : "exceptions-ended";
                    Upstream.json(change.apply(document(file))).to(exchange);
                });
    }

    private void attestations(String at, UnaryOperator<String> change) {
        serve(
                world.reportService(),
                change,
                Map.of(
                        at + "/attestations/" + ATTESTED, "attestation-in-force",
                        at + "/attestations/" + ATTEST_WAITING, "attestation-waiting"));
        world.reportService().on("GET", at + "/attestations", exchange -> {
            String query = exchange.getRequestURI().getRawQuery();
            String file = query.contains("state=waiting")
                    ? "attestations-waiting"
                    : query.contains("state=in_force") ? "attestations-in-force" : "attestations-ended";
            Upstream.json(change.apply(document(file))).to(exchange);
        });
    }

    private void serve(Upstream service, UnaryOperator<String> change, Map<String, String> files) {
        files.forEach((path, file) -> service.on(
                "GET",
                path,
                exchange -> Upstream.json(change.apply(document(file))).to(exchange)));
    }

    /** A customer of whom nothing is known yet. */
    TenantId untouched() {
        TenantId tenant = world.empty().tenant("tidewater", "Tidewater Energy");
        String at = "/tenants/" + tenant;
        String none = "{\"pass\":0,\"fail\":0,\"notApplicable\":0,\"undetermined\":0,\"excepted\":0}";
        world.reportService()
                .on(
                        "GET",
                        at + "/(findings/groups|frameworks|reports|subscriptions|channels|alert-rules)",
                        Upstream.json("[]"))
                .on("GET", at + "/changes/between", Upstream.json("""
                        {"from":"2026-01-01T00:00:00Z","to":"2026-01-08T00:00:00Z","items":[],"next":null,"sums":
                        {"opened":0,"resolved":0,"reopened":0,"excepted":0,"decidedOut":0}}"""))
                .on("GET", at + "/subscriptions/preview", Upstream.json("{\"words\":\"\",\"nextRuns\":[]}"))
                .on("GET", at + "/findings", Upstream.json("{\"items\":[],\"total\":0,\"totalIsExact\":true}"))
                .on("GET", at + "/(exceptions|attestations|audits)", Upstream.json("{\"items\":[]}"))
                .on("GET", "/fleet/audits", Upstream.json("{\"tenants\":[],\"weeks\":[]}"))
                .on("GET", "/fleet", Upstream.json("{\"tenants\":[]}"))
                .on("GET", "/fleet/triage", Upstream.json("{\"total\":0,\"items\":[]}"))
                .on("GET", at + "/posture", Upstream.json("""
                        {"evaluatedShare":0,"framework":"vigil-baseline","counts":%s,"layers":[],"severities":
                        {"critical":0,"high":0,"medium":0,"low":0},"accounts":[],"history":[],"changes":
                    {"opened":0,"resolved":0,"reopened":0,"notable":[]},"nextSteps":[]}""".formatted(none)));
        world.tenantService()
                .on("GET", "/operations", Upstream.json("{\"blocked\":[]}"))
                .on("GET", "/msp/acknowledgements", Upstream.json("{\"customers\":0,\"missing\":0,\"items\":[]}"))
                .on("GET", at + "/grants", Upstream.json("{\"items\":[]}"))
                .on("GET", at + "/grants/rules", Upstream.json("{\"approvalRequired\":false}"))
                .on(
                        "GET",
                        at + "/(accounts|tokens|service-accounts|schedules|schedules/coverage|pack/acknowledgements)",
                        Upstream.json("[]"))
                .on("GET", at + "/(members|invitations|email-domains)", Upstream.json("[]"))
                .on("GET", at + "/aws-organizations", Upstream.json("{\"organizations\":[],\"readings\":[]}"))
                .on("GET", at + "/schedules/preview", Upstream.json("{\"words\":\"\",\"nextRuns\":[]}"))
                .on("GET", at + "/pack/versions", Upstream.json("{\"items\":[],\"next\":null}"))
                .on(
                        "GET",
                        at + "/pack/levels",
                        Upstream.json("{\"levels\":[{\"level\":\"msp\",\"version\":0,\"document\":{}}]}"))
                .on(
                        "GET",
                        at + "/pack/responsibility",
                        Upstream.json("{\"digest\":\"\",\"rows\":[],\"accounts\":[],\"acknowledge\":true}"))
                .on(
                        "GET",
                        at + "/audit/tenants",
                        Upstream.json("{\"items\":[],\"next\":null,\"head\":{\"seq\":0,\"hash\":\"\"}}"))
                .on("GET", at + "/identity-provider", Upstream.json("""
                        {"state":"NONE","redirectUri":"https://login.example/broker/x/endpoint",
                         "entityId":"https://login.example"}"""))
                .on("GET", at, Upstream.json("{\"retention\":13}"))
                .on("GET", at + "/scans", Upstream.json("{\"items\":[]}"));
        return tenant;
    }

    String document(String name) {
        try (InputStream in = Estate.class.getResourceAsStream(name + ".json")) {
            if (in == null) throw new IllegalArgumentException("no file " + name + ".json beside the tests of pages");
            return timed(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String timed(String document) {
        Matcher times = TIME.matcher(document);
        return times.replaceAll(found -> {
            int number = Integer.parseInt(found.group(2));
            if (found.group(1) != null)
                return clock.instant()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .plusDays(number)
                        .toString();
            Duration away = switch (found.group(3)) {
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
            return clock.instant().plus(away).toString();
        });
    }

    private JsonNode read(String document) {
        try {
            return json.readTree(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void overwrite(JsonNode tree, String text) {
        if (tree instanceof ObjectNode object)
            object.properties().forEach(field -> {
                if (FREE.contains(field.getKey()) && field.getValue().isTextual())
                    field.setValue(TextNode.valueOf(text));
                else if (FREE.contains(field.getKey()) && field.getValue() instanceof ArrayNode list)
                    list.removeAll().add(text);
                else overwrite(field.getValue(), text);
            });
        else tree.forEach(child -> overwrite(child, text));
    }
}
