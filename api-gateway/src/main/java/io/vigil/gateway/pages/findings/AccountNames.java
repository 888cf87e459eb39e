package io.vigil.gateway.pages.findings;

import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.ServiceUnavailable;
import io.vigil.gateway.upstream.Services;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What the customer calls its AWS accounts; ids stand for themselves while tenant-service does not answer. */
@ApplicationScoped
public class AccountNames {
    private final Services services;

    AccountNames(Services services) {
        this.services = services;
    }

    public CompletableFuture<Map<String, String>> asking(Visit visit) {
        return services.listing(Service.TENANTS, visit.caller(), visit.path() + "/accounts", Account.class)
                .thenApply(accounts -> {
                    Map<String, String> names = new LinkedHashMap<>();
                    accounts.forEach(account -> names.put(
                            account.account(),
                            account.name() == null || account.name().isBlank() ? account.account() : account.name()));
                    return names;
                });
    }

    public static Map<String, String> orIds(CompletableFuture<Map<String, String>> names) {
        try {
            return Services.await(names);
        } catch (ServiceUnavailable down) {
            return Map.of();
        }
    }
}
