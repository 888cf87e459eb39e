package io.vigil.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A tenant made for one test, as its administrator sees it. */
final class Customer {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Platform platform;
    private final Api api;
    private final String tenant;
    private final String slug;

    private Customer(Platform platform, Api api, String tenant, String slug) {
        this.platform = platform;
        this.api = api;
        this.tenant = tenant;
        this.slug = slug;
    }

    static Customer create(Platform platform, People admin) {
        Api provider = People.MAREK.login(platform);
        String slug = "e2e-" + ProcessHandle.current().pid() + "-" + NEXT.incrementAndGet();
        String tenant = provider.post("/tenants", Map.of("slug", slug, "name", "E2E " + slug))
                .expect(201)
                .required("id")
                .asText();
        provider.post(
                        "/tenants/" + tenant + "/members",
                        Map.of("subject", admin.subject, "email", admin.user + "@customer.example", "role", "ADMIN"))
                .expect(201);
        return new Customer(platform, admin.login(platform), tenant, slug);
    }

    /** Takes the person out of every tenant, so that the next login leads to one only. */
    static void leaveAll(Platform platform, People who) {
        Api own = who.login(platform);
        for (JsonNode membership : own.get("/me").expect(200).required("tenants")) {
            String members = "/tenants/%s/members"
                    .formatted(membership.required("tenant").asText());
            // the last administrator cannot leave
            String successor = UUID.randomUUID().toString();
            own.post(members, Map.of("subject", successor, "email", "successor@customer.example", "role", "ADMIN"));
            own.delete(members + "/" + who.subject);
        }
    }

    Api api() {
        return api;
    }

    UUID tenant() {
        return UUID.fromString(tenant);
    }

    String slug() {
        return slug;
    }

    String path(String rest) {
        return "/tenants/" + tenant + rest;
    }

    /** Registers the account and deploys the role in it. */
    SandboxAccount connect(String demoAccount) {
        return connect(demoAccount, SandboxAccount.ROLE);
    }

    /** @param roleName in the registration; the account itself has {@link SandboxAccount#ROLE} */
    SandboxAccount connect(String demoAccount, String roleName) {
        SandboxAccount account = SandboxAccount.copyOf(platform, demoAccount);
        JsonNode registered = api.post(
                        path("/accounts"), Map.of("account", account.id(), "name", "prod", "roleName", roleName))
                .expect(201);
        account.trust(registered.required("externalId").asText());
        return account;
    }

    String requestScan(SandboxAccount account) {
        // 200 with the first scan, which begins by itself, when that still runs
        return api.post(path("/scans"), Map.of("account", account.id()))
                .expect(200, 202)
                .required("id")
                .asText();
    }

    JsonNode scan(SandboxAccount account) {
        return await(requestScan(account), Duration.ofMinutes(2));
    }

    JsonNode await(String scan, Duration atMost) {
        await("scan " + scan)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> !List.of("QUEUED", "RUNNING").contains(state(scan)));
        return api.get(path("/scans/" + scan)).expect(200);
    }

    private static org.awaitility.core.ConditionFactory await(String what) {
        return org.awaitility.Awaitility.await(what);
    }

    String state(String scan) {
        return api.get(path("/scans/" + scan)).expect(200).required("state").asText();
    }

    /** Orders a report and waits until it can be fetched. */
    String report(String format) {
        String id = api.post(path("/reports"), Map.of("format", format))
                .expect(202)
                .required("id")
                .asText();
        await("report " + id)
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> api.get(path("/reports/" + id))
                                .expect(200)
                                .required("state")
                                .asText(),
                        "ready"::equals);
        return id;
    }

    /** All findings that a query matches, over all pages. */
    List<JsonNode> findings(String query) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    api.get(path("/findings?limit=200&" + query + cursor)).expect(200);
            page.required("items").forEach(all::add);
            cursor = page.path("next").isTextual()
                    ? "&cursor=" + page.get("next").asText()
                    : "";
        } while (!cursor.isEmpty());
        return all;
    }

    /** Check and resource → status and state, without what differs between accounts. */
    Map<String, String> verdicts(SandboxAccount account) {
        Map<String, String> verdicts = new TreeMap<>();
        for (JsonNode finding : findings("account=" + account.id())) {
            String key = String.join(
                    " ",
                    finding.required("check").asText(),
                    finding.required("region").asText(),
                    finding.required("resource").asText().replace(account.id(), "ACCOUNT"));
            String value = finding.required("status").asText() + " "
                    + finding.required("state").asText();
            if (verdicts.put(key, value) != null) throw new AssertionError("twice: " + key);
        }
        return verdicts;
    }
}
