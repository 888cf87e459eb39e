package io.vigil.reports.packs;

import io.vigil.checks.Framework;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.DecidedOut;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackDigest;
import io.vigil.contracts.TenantId;
import io.vigil.reports.catalogue.Catalogue;
import io.vigil.reports.catalogue.PackInForce;
import io.vigil.reports.packs.PacksSaid.Out;
import io.vigil.reports.packs.PacksSaid.PackSaid;
import io.vigil.reports.posture.Counter;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads by which packs a tenant is judged, and everything that they decide out. */
@ApplicationScoped
public class ReadPacks {
    private final TenantTransaction transaction;
    private final Catalogue catalogue;
    private final InstantSource clock;

    ReadPacks(TenantTransaction transaction, Catalogue catalogue, InstantSource clock) {
        this.transaction = transaction;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** @param account whose pack alone is told of; empty: all of the tenant's */
    public PacksSaid read(TenantId tenant, Optional<AccountId> account) {
        return transaction.call(tenant, handle -> read(handle, tenant, account));
    }

    /** In the caller's transaction. */
    public PacksSaid read(Handle handle, TenantId tenant, Optional<AccountId> only) {
        List<Counter> counters = Counter.of(handle, tenant);
        List<PackSaid> packs = new ArrayList<>();
        List<Out> out = new ArrayList<>();
        EffectivePack general = PackInForce.read(handle, tenant, only);
        Map<AccountId, EffectivePack> others = only.isPresent() ? Map.of() : PackInForce.ofAccounts(handle, tenant);
        packs.add(said(null, general));
        for (DecidedOut decision : general.decidedOut())
            out.add(out(
                    decision,
                    null,
                    counters.stream()
                            .filter(counter -> only.isEmpty() || only.get().equals(counter.account()))
                            .filter(counter -> !others.containsKey(counter.account()))
                            .toList()));
        others.forEach((account, pack) -> {
            packs.add(said(account, pack));
            List<Counter> its = counters.stream()
                    .filter(counter -> counter.account().equals(account))
                    .toList();
            pack.decidedOut().stream()
                    .filter(decision -> !general.decidedOut().contains(decision))
                    .forEach(decision -> out.add(out(decision, account, its)));
        });
        return new PacksSaid(packs, out);
    }

    private static PackSaid said(@Nullable AccountId account, EffectivePack pack) {
        return new PackSaid(account, pack.levels(), new PackDigest(EventJson.digest(pack)));
    }

    private Out out(DecidedOut decision, @Nullable AccountId account, List<Counter> counters) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Optional<CheckId> check = decision.control().check();
        int findings = counters.stream()
                .filter(counter -> check.filter(counter.check()::equals).isPresent())
                .mapToInt(counter -> counter.counts().decidedOut())
                .sum();
        return new Out(
                decision.control(),
                account,
                title(decision.control()),
                decision.level(),
                decision.reason(),
                decision.by(),
                decision.since(),
                decision.reviewOn(),
                decision.reviewOn() != null && decision.reviewOn().isBefore(today),
                findings);
    }

    private String title(ControlId control) {
        if (control.check().isPresent()) return catalogue.title(control.check().get());
        return catalogue.frameworks().stream()
                .filter(framework ->
                        control.framework().filter(framework.id()::equals).isPresent())
                .map(Framework::requirements)
                .flatMap(List::stream)
                .filter(each -> control.requirement().filter(each.id()::equals).isPresent())
                .map(Framework.Requirement::title)
                .findFirst()
                .orElse(control.value());
    }
}
