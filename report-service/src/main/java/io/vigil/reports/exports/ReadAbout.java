package io.vigil.reports.exports;

import io.vigil.checks.Framework;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.ChosenFrameworks;
import io.vigil.reports.exports.About.Standard;
import io.vigil.reports.exports.About.Told;
import io.vigil.reports.tenants.Slug;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/** Reads what other tools' formats say beside a finding, once a file. */
@ApplicationScoped
class ReadAbout {
    private final TenantTransaction transaction;
    private final ChosenFrameworks chosenFrameworks;
    private final Catalogue catalogue;
    private final Optional<URI> portal;
    private final String version;

    ReadAbout(
            TenantTransaction transaction,
            ChosenFrameworks chosenFrameworks,
            Catalogue catalogue,
            @ConfigProperty(name = "vigil.portal.url") Optional<URI> portal,
            @ConfigProperty(name = "quarkus.application.version") Optional<String> version) {
        this.transaction = transaction;
        this.chosenFrameworks = chosenFrameworks;
        this.catalogue = catalogue;
        this.portal = portal;
        this.version = version.orElse("");
    }

    About read(TenantId tenant) {
        return transaction.call(tenant, handle -> {
            Map<CheckId, List<Standard>> standards = standards(chosenFrameworks.of(handle, tenant));
            Map<CheckId, Told> told = new HashMap<>();
            return new About(
                    tenant,
                    Slug.of(handle, tenant),
                    accounts(handle, tenant),
                    check -> told.computeIfAbsent(check, each -> told(each, standards.getOrDefault(each, List.of()))),
                    portal,
                    version);
        });
    }

    private Told told(CheckId check, List<Standard> standards) {
        return new Told(catalogue.risk(check), catalogue.remediation(check), catalogue.references(check), standards);
    }

    private static Map<AccountId, String> accounts(Handle handle, TenantId tenant) {
        Map<AccountId, String> names = new HashMap<>();
        handle.createQuery("select account, name from account where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) -> Map.entry(new AccountId(row.getString("account")), row.getString("name")))
                .forEach(account -> names.put(account.getKey(), account.getValue()));
        return names;
    }

    private static Map<CheckId, List<Standard>> standards(List<Framework> frameworks) {
        Map<CheckId, List<Standard>> standards = new HashMap<>();
        for (Framework framework : frameworks) {
            Map<CheckId, List<String>> numbers = new HashMap<>();
            for (Framework.Requirement requirement : framework.requirements())
                for (CheckId check : requirement.checks())
                    numbers.computeIfAbsent(check, none -> new ArrayList<>()).add(requirement.id());
            numbers.forEach((check, its) -> standards
                    .computeIfAbsent(check, none -> new ArrayList<>())
                    .add(new Standard(framework.id(), framework.name(), framework.version(), its)));
        }
        return standards;
    }
}
