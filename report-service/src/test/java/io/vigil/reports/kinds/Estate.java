package io.vigil.reports.kinds;

import io.restassured.http.ContentType;
import io.vigil.checks.Check;
import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.Frameworks;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Status;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnreadReason;
import io.vigil.reports.Gateway;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.ingest.TakeReport;
import io.vigil.tenancy.Role;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.Dependent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** A customer of whom every kind of report has something to tell, some of it in names that mean harm. */
@Dependent
public class Estate {
    public static final String HOSTILE = "</td><script>alert(1)</script>\u202egpj.exe & 'halden' =1+1";
    public static final String RIGHT_TO_LEFT = "\u05e9\u05dc\u05d5\u05dd-prod";
    public static final AccountId PROD = new AccountId("111122223333");
    public static final AccountId STAGE = new AccountId("444455556666");

    private static final String INSTANCE = "aws.ec2.instance";
    private static final String BALANCER = "aws.elbv2.load-balancer";
    private static final Map<String, Object> SHOP = Map.of(
            "resource", "shop", "owner", "Web team", "purpose", "The web shop", "expires", "2099-01-01T00:00:00Z");

    public final TenantId tenant = ScriptedRun.newTenant();

    private final Gateway gateway;
    private final TakeReport takeReport;
    private final TenantTransaction tenants;
    private final CheckCatalogue catalogue = CheckCatalogue.load();

    Estate(Gateway gateway, TakeReport takeReport, TenantTransaction tenants) {
        this.gateway = gateway;
        this.takeReport = takeReport;
        this.tenants = tenants;
    }

    /** Everything below, for a look at all of it. */
    public Estate whole() {
        known();
        everyday(Instant.now().minus(Duration.ofDays(6)), 0);
        exposed(Instant.now().minus(Duration.ofHours(3)));
        except(excepted().value());
        everyday(Instant.now().minus(Duration.ofHours(2)), 3);
        return this;
    }

    /** Its name, its accounts, its pack with the registers of what may face the internet, and ninety days behind it. */
    public Estate known() {
        var pack = new EffectivePack(
                List.of("vigil-baseline", "cis-aws-foundations-7.0", "nis2"),
                List.of(),
                Map.of(),
                Map.of(
                        "publicEndpoints",
                        List.of(
                                SHOP,
                                Map.of(
                                        "resource", "old-blog",
                                        "owner", "",
                                        "purpose", HOSTILE,
                                        "expires", "2020-01-01T00:00:00Z"))));
        tenants.run(tenant, handle -> {
            handle.execute(
                    "insert into tenant_directory (tenant_id, slug, name, revision) values (?, ?, ?, 1)",
                    tenant.value(),
                    "halden",
                    "Halden Logistics <AS>");
            for (var account : Map.of(PROD, "halden-prod", STAGE, RIGHT_TO_LEFT).entrySet())
                handle.execute(
                        "insert into account (tenant_id, account, name, regions, connected, revision) values (?, ?, ?, '{}', true, 1)",
                        tenant.value(),
                        account.getKey().value(),
                        account.getValue());
            handle.execute(
                    "insert into pack (tenant_id, version, digest, content) values (?, 1, ?, ?)",
                    tenant.value(),
                    EventJson.digest(pack),
                    new String(EventJson.bytes(pack), StandardCharsets.UTF_8));
            LocalDate today = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
            for (int i = 60; i > 0; i--)
                handle.execute(
                        "insert into fleet_day (tenant_id, framework, day, score, evaluated_share, critical, high, medium, low)"
                                + " values (?, 'vigil-baseline', ?, ?, 0.95, ?, ?, ?, ?)",
                        tenant.value(),
                        today.minusDays(i),
                        70 + (60 - i) / 4.0,
                        i / 12,
                        4 + i / 6,
                        10 + i % 7,
                        20 - i / 6);
        });
        return this;
    }

    /** Some check of the benchmark that the everyday judges. */
    private CheckId excepted() {
        List<CheckId> judged = everydayChecks().stream().map(Check::id).toList();
        return Frameworks.load().all().stream()
                .filter(framework -> framework.id().equals("cis-aws-foundations-7.0"))
                .flatMap(framework -> framework.requirements().stream())
                .flatMap(requirement -> requirement.checks().stream())
                .filter(judged::contains)
                .findFirst()
                .orElseThrow();
    }

    private List<Check> everydayChecks() {
        return catalogue.checks().stream()
                .filter(check -> !ExposureChecks.all().contains(check.id()))
                .limit(60)
                .toList();
    }

    /** Sixty checks of the catalogue over some resources; of a later step others fail, so that things change. */
    public Estate everyday(Instant at, int step) {
        List<Check> checks = everydayChecks();
        ScriptedRun run = new ScriptedRun(tenant, PROD).at(at);
        run.checks(checks.stream().map(Check::id).toArray(CheckId[]::new));
        for (int c = 0; c < checks.size(); c++) {
            Check check = checks.get(c);
            for (int i = 0; i < 1 + c % 7; i++) {
                int dice = i * 7 + c + step;
                Status status = dice % 5 == 0 ? Status.FAIL : dice % 11 == 3 ? Status.UNDETERMINED : Status.PASS;
                run.says(
                        check,
                        "arn:aws:ec2:eu-central-1:111122223333:thing/%s-0a1b2c3d4e5f%03d".formatted(check.service(), i),
                        check.resourceTypes().getFirst().name(),
                        i == 0 && c == 7 ? HOSTILE : "%s-prod-%d".formatted(check.service(), i),
                        status);
            }
        }
        run.records().forEach(takeReport::take);
        return this;
    }

    /** What faces the internet: approved, forgotten, unknown; with a web ACL and without. */
    public Estate exposed(Instant at) {
        ScriptedRun run = new ScriptedRun(tenant, STAGE).at(at);
        run.checks(ExposureChecks.all().toArray(CheckId[]::new));
        endpoint(run, "application load balancer", BALANCER, "shop", Status.PASS, List.of(SHOP));
        filtered(run, BALANCER, "shop", Status.PASS);
        endpoint(run, "application load balancer", BALANCER, HOSTILE, Status.FAIL, List.of());
        filtered(run, BALANCER, HOSTILE, Status.FAIL);
        endpoint(run, "bucket", "aws.s3.bucket", "halden-web", Status.UNDETERMINED, List.of());
        endpoint(run, "instance", INSTANCE, "bastion", Status.FAIL, List.of());
        run.tells(
                check(ExposureChecks.WAYS),
                "arn:aws:ec2:eu-central-1:444455556666:instance/i-bastion",
                INSTANCE,
                "bastion",
                Status.FAIL,
                "The internet reaches bastion: 198.51.100.7 tcp 22 from 0.0.0.0/0.",
                Map.of(
                        "direct",
                        List.of(way("direct", "eni-0a1b2c", "198.51.100.7", 22, 22)),
                        "balanced",
                        List.of(way("application", "shop", "shop.example.com", 8080, 443), "… and 3 more")),
                UnreadReason.ACCESS_DENIED);
        run.tells(
                check(ExposureChecks.ADDRESSES),
                "198.51.100.7",
                "aws.ec2.public-address",
                "bastion",
                Status.FAIL,
                "198.51.100.7 stands in no register of public addresses.",
                Map.of("publicIp", "198.51.100.7", "entries", List.of(), "valid", List.of()),
                UnreadReason.NOT_DECLARED);
        run.says(
                check(new CheckId("ec2-security-group-no-ssh-from-internet")),
                "arn:aws:ec2:eu-central-1:444455556666:security-group/sg-open",
                "aws.ec2.security-group",
                "open-for-all",
                Status.FAIL);
        run.says(check(new CheckId("s3-bucket-not-public")), "halden-web", "aws.s3.bucket", "halden-web", Status.FAIL);
        run.records().forEach(takeReport::take);
        return this;
    }

    private void endpoint(
            ScriptedRun run, String kind, String type, String name, Status status, List<Map<String, Object>> valid) {
        run.tells(
                check(ExposureChecks.APPROVED),
                "arn:aws:x:eu-central-1:444455556666:" + name,
                type,
                name,
                status,
                "The %s %s faces the internet and stands in no register of what may.".formatted(kind, name),
                Map.of("endpoint.kind", kind, "endpoint.name", name, "entries", valid, "valid", valid),
                UnreadReason.NOT_DECLARED);
    }

    private void filtered(ScriptedRun run, String type, String name, Status status) {
        run.tells(
                check(ExposureChecks.FILTERED),
                "arn:aws:x:eu-central-1:444455556666:" + name,
                type,
                name,
                status,
                "The load balancer %s faces the internet without a web ACL.".formatted(name),
                Map.of(),
                UnreadReason.ACCESS_DENIED);
    }

    private static Map<String, Object> way(String via, String through, String address, int port, int entry) {
        return Map.of(
                "via", via,
                "through", through,
                "addresses", List.of(address),
                "protocol", "tcp",
                "fromPort", port,
                "toPort", port,
                "entryPort", entry,
                "sources", List.of("0.0.0.0/0"),
                "anyone", true);
    }

    private Check check(CheckId id) {
        return catalogue.check(id).orElseThrow();
    }

    /** Somebody accepts what fails a check, and somebody else approves it. */
    public Estate except(String check) {
        String id = gateway.as("oscar", Role.OPERATOR, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "scope",
                        Map.of("check", check),
                        "reason",
                        "It is replaced in spring",
                        "control",
                        "Watched by the operators",
                        "endsAt",
                        Instant.now().plus(Duration.ofDays(40)).toString()))
                .post("/tenants/{t}/exceptions", tenant.toString())
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        gateway.as("ada", Role.ADMIN, tenant)
                .contentType(ContentType.JSON)
                .body(Map.of("note", "Because of it"))
                .post("/tenants/{t}/exceptions/{e}/approve", tenant.toString(), id)
                .then()
                .statusCode(200);
        return this;
    }
}
