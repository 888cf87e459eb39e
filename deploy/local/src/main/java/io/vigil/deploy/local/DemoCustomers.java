package io.vigil.deploy.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes the demo's customers, members and AWS accounts by the public API, as far as they are not there. */
final class DemoCustomers {
    static final String SANDBOX_PRINCIPAL = "arn:aws:iam::999988887777:root";

    /** @param admin acts for the customer */
    record Customer(String tenant, String slug, String name, DemoPeople admin, List<String> accounts) {}

    private record Plan(String slug, String name, DemoPeople admin, List<DemoPeople> others) {}

    private static final List<Plan> PLANS = List.of(
            new Plan(
                    "tidewater-energy",
                    "Tidewater Energy",
                    DemoPeople.TIDEWATER_ADMIN,
                    List.of(DemoPeople.TIDEWATER_VIEWER)),
            new Plan("juniper-clinics", "Juniper Clinics", DemoPeople.JUNIPER_ADMIN, List.of()));

    private final Addresses addresses;
    private final Path accountsFolder;
    private final PublicApi provider;

    /** @param accountsFolder the sandbox's, one folder an account */
    DemoCustomers(Addresses addresses, Path accountsFolder) {
        this.addresses = addresses;
        this.accountsFolder = accountsFolder;
        this.provider = new PublicApi(addresses, DemoPeople.MSP_ADMIN);
    }

    List<Customer> make() {
        List<String> accounts = accountIds();
        if (accounts.size() < PLANS.size()) {
            throw new DemoFailed("there are fewer than two AWS accounts in " + accountsFolder);
        }
        provider.post("/msp/members", member(DemoPeople.MSP_ANALYST));
        if (provider.get("/msp/schedules").isEmpty())
            provider.post("/msp/schedules", Map.of("name", "Every night", "cron", "0 2 * * *", "zone", "UTC"));
        List<Customer> customers = new ArrayList<>();
        for (int i = 0; i < PLANS.size(); i++) {
            // the first customer gets all accounts but the last
            int last = accounts.size() - 1;
            customers.add(
                    customer(PLANS.get(i), i == 0 ? accounts.subList(0, last) : accounts.subList(last, last + 1)));
        }
        return customers;
    }

    private Customer customer(Plan plan, List<String> accounts) {
        String tenant = StreamSupport.stream(provider.get("/tenants").spliterator(), false)
                .filter(known -> known.path("slug").asText().equals(plan.slug()))
                .findFirst()
                .orElseGet(() -> provider.post("/tenants", Map.of("slug", plan.slug(), "name", plan.name())))
                .path("id")
                .asText();
        letIn(tenant, plan);
        Customer customer = new Customer(tenant, plan.slug(), plan.name(), plan.admin(), accounts);
        accounts.forEach(account -> connect(customer, account));
        return customer;
    }

    /** The provider lets in the customer's first administrator, who lets in everybody else. */
    private void letIn(String tenant, Plan plan) {
        PublicApi admin = new PublicApi(addresses, plan.admin());
        String path = "/tenants/" + tenant + "/members";
        boolean known = StreamSupport.stream(admin.get("/me").path("tenants").spliterator(), false)
                .anyMatch(home -> home.path("tenant").asText().equals(tenant));
        if (!known) {
            provider.post(path, member(plan.admin()));
        }
        String members = admin.get(path).toString();
        plan.others().stream()
                .filter(person -> !members.contains(person.subject()))
                .forEach(person -> admin.post(path, member(person)));
    }

    private static Map<String, String> member(DemoPeople person) {
        return Map.of("subject", person.subject(), "email", person.email(), "role", person.role());
    }

    private void connect(Customer customer, String account) {
        PublicApi admin = new PublicApi(addresses, customer.admin());
        String path = "/tenants/" + customer.tenant() + "/accounts";
        JsonNode connected = StreamSupport.stream(admin.get(path).spliterator(), false)
                .filter(known -> known.path("account").asText().equals(account))
                .findFirst()
                .orElseGet(() -> admin.post(path, Map.of("account", account, "name", nameOf(customer, account))));
        if (Files.isDirectory(accountsFolder)) {
            trust(
                    account,
                    connected.path("roleName").asText(),
                    connected.path("externalId").asText());
        }
    }

    private static String nameOf(Customer customer, String account) {
        return customer.name() + " "
                + List.of("production", "staging", "sandbox")
                        .get(Math.min(customer.accounts().indexOf(account), 2));
    }

    /** What the customer's administrator does with our template: a role that trusts us with this ExternalId only. */
    private void trust(String account, String role, String externalId) {
        ObjectNode policy = PublicApi.JSON.createObjectNode().put("Version", "2012-10-17");
        ObjectNode statement = policy.putArray("Statement").addObject();
        statement.put("Effect", "Allow").put("Action", "sts:AssumeRole");
        statement.putObject("Principal").put("AWS", SANDBOX_PRINCIPAL);
        statement.putObject("Condition").putObject("StringEquals").put("sts:ExternalId", externalId);
        Path file = accountsFolder.resolve(account).resolve("global/iam/trust").resolve(role + ".json");
        try {
            Files.createDirectories(file.getParent());
            PublicApi.JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), policy);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the role's trust " + file, e);
        }
    }

    private List<String> accountIds() {
        if (!Files.isDirectory(accountsFolder)) {
            return List.of("111111111111", "222222222222", "333333333333");
        }
        try (Stream<Path> folders = Files.list(accountsFolder)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d{12}"))
                    .sorted()
                    .limit(3)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + accountsFolder, e);
        }
    }
}
