package io.vigil.scanner.collect.eventbridge;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.eventbridge.EventBridgeBus;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBus;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventBusesResponse;

/** The event buses of a region; the list tells their policies, too. */
public final class Buses implements Collector<EventBridgeBus> {
    private static final int PAGE = 100;
    private static final String LIST = "events:ListEventBuses";

    @Override
    public ResourceType<EventBridgeBus> type() {
        return ResourceTypes.EVENTBRIDGE_BUS;
    }

    @Override
    public Set<String> operations() {
        return Set.of(LIST);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<EventBridgeBus> sink) throws InterruptedException {
        return scope.calls().stream(
                EventBridgeClient.class,
                scope.region(),
                ListEventBusesRequest.builder().limit(PAGE).build(),
                Buses::pages,
                ListEventBusesResponse::eventBuses,
                page -> {
                    for (EventBus bus : page) sink.accept(resource(scope, bus));
                });
    }

    /** The client has no paginator for them. */
    private static Iterable<ListEventBusesResponse> pages(EventBridgeClient client, ListEventBusesRequest first) {
        return () -> new Iterator<>() {
            private @Nullable ListEventBusesRequest next = first;

            @Override
            public boolean hasNext() {
                return next != null;
            }

            @Override
            public ListEventBusesResponse next() {
                ListEventBusesRequest asked = next;
                if (asked == null) throw new NoSuchElementException();
                ListEventBusesResponse page = client.listEventBuses(asked);
                String token = page.nextToken();
                next = token == null ? null : asked.toBuilder().nextToken(token).build();
                return page;
            }
        };
    }

    private Resource<EventBridgeBus> resource(UnitScope scope, EventBus bus) {
        Optional<String> policy = Optional.ofNullable(bus.policy()).filter(text -> !text.isBlank());
        return new Resource<>(
                type(),
                scope.region(),
                bus.arn(),
                bus.name(),
                Map.of(),
                new EventBridgeBus(bus, PolicyMeaning.ofOptional(scope, LIST, Read.known(policy))));
    }
}
