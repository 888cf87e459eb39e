package io.vigil.tenants.organizations;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.MalformedEvent;
import io.vigil.contracts.OrganizationNodes;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.tenancy.EventReader;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.ledger.DatabasePatience;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a worker read of an organization. Only the newest reading through an account of the same tenant is heard, and
 * once; a tree is kept when all of it has come.
 */
@ApplicationScoped
class HearReading {
    private final TenantTransaction transaction;
    private final OrganizationsConfig config;
    private final DatabasePatience patience;
    private final InstantSource clock;
    private final MeterRegistry meters;

    HearReading(
            TenantTransaction transaction,
            OrganizationsConfig config,
            DatabasePatience patience,
            InstantSource clock,
            MeterRegistry meters) {
        this.transaction = transaction;
        this.config = config;
        this.patience = patience;
        this.clock = clock;
        this.meters = meters;
    }

    @Incoming("organization-read")
    @Blocking
    void read(ConsumerRecord<String, String> record) throws InterruptedException {
        Event event = EventReader.read(record.key(), String.valueOf(record.value()));
        if (!(event instanceof OrganizationRead told))
            throw new MalformedEvent("this event does not belong on topic " + record.topic(), null);
        if (lacksSomething(told)) throw new MalformedEvent("the record lacks a field of its answer", null);
        patience.run(() -> hear(told));
    }

    private static boolean lacksSomething(OrganizationRead told) {
        if (isAnyNull(told.reading(), told.outcome(), told.words(), told.nodes(), told.at())) return true;
        if (told.outcome() != ReadingOutcome.READ) return false;
        OrganizationNodes nodes = told.nodes();
        return isAnyNull(told.organization(), told.management(), nodes.units(), nodes.members())
                || nodes.units().size() + nodes.members().size() > OrganizationRead.MAX_NODES
                || nodes.units().stream().anyMatch(unit -> unit == null || isAnyNull(unit.id(), unit.name()))
                || nodes.members().stream()
                        .anyMatch(member -> member == null
                                || isAnyNull(member.account(), member.unit(), member.name(), member.state()))
                // PostgreSQL keeps none
                || EventJson.write(told).contains("\\u0000");
    }

    private static boolean isAnyNull(@Nullable Object... parts) {
        for (Object part : parts) if (part == null) return true;
        return false;
    }

    private void hear(OrganizationRead told) {
        transaction.run(told.tenant(), handle -> {
            if (!ReadingTable.awaits(handle, told)) {
                meters.counter("vigil.organizations.ignored").increment();
                return;
            }
            Instant now = clock.instant();
            if (told.outcome() != ReadingOutcome.READ) {
                ReadingTable.answered(handle, told, now);
                return;
            }
            Optional<List<String>> all =
                    ReadingTable.add(handle, told, new String(EventJson.bytes(told.nodes()), StandardCharsets.UTF_8));
            if (all.isEmpty()) return;
            keep(handle, told, nodes(all.get()), now);
            ReadingTable.answered(handle, told, now);
        });
    }

    private void keep(Handle handle, OrganizationRead told, OrganizationNodes nodes, Instant now) {
        OrganizationId organization = new OrganizationId(Objects.requireNonNull(told.organization()));
        AccountId management = Objects.requireNonNull(told.management());
        TreeTable.keep(handle, told.tenant(), new TreeTable.Row(organization, management, told.account(), now), nodes);
        TreeTable.dropLeft(handle, told.tenant(), organization, now.minus(config.keepLeft()));
        Timetable.wasRead(
                handle,
                told.tenant(),
                organization,
                now.plus(config.readEvery()),
                RuleTable.find(handle, told.tenant(), organization).isPresent(),
                now);
    }

    private static OrganizationNodes nodes(List<String> bodies) {
        List<OrganizationNodes.Unit> units = new ArrayList<>();
        List<OrganizationNodes.Member> members = new ArrayList<>();
        for (String body : bodies) {
            try {
                OrganizationNodes part = EventJson.MAPPER.readValue(body, OrganizationNodes.class);
                units.addAll(part.units());
                members.addAll(part.members());
            } catch (JsonProcessingException unreadable) {
                throw new IllegalStateException("a part of an organization cannot be read back", unreadable);
            }
        }
        return new OrganizationNodes(units, members);
    }
}
