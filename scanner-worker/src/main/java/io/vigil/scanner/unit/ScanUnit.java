package io.vigil.scanner.unit;

import io.vigil.checks.Check;
import io.vigil.checks.Document;
import io.vigil.checks.Judgement;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ResourceSeen;
import io.vigil.contracts.Status;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.contracts.Verdict;
import io.vigil.scanner.EndThreads;
import io.vigil.scanner.aws.AwsCalls;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.Collectors;
import io.vigil.scanner.collect.UnitScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Goes and looks: collects every resource type that the unit's checks need, judges each resource as it comes, and hands
 * both on. A list that could not be read to its end is one undetermined verdict for each of its checks.
 */
public final class ScanUnit {
    private static final Logger LOG = Logger.getLogger(ScanUnit.class);

    private final Collectors collectors;
    private final InstantSource clock;

    public ScanUnit(Collectors collectors, InstantSource clock) {
        this.collectors = collectors;
        this.clock = clock;
    }

    /** @throws InterruptedException when the unit is no longer wanted; what was handed on until then counts for nothing */
    public UnitResult scan(UnitOrder order, AwsSession session, Tallies tallies, UnitSink sink)
            throws InterruptedException {
        AwsCalls calls = new AwsCalls(session, IamActions::of);
        tallies.calling(calls.counts());
        Run run = new Run(order, calls, tallies, sink, clock.instant());
        List<Collector<?>> planned = plan(order);
        SortedSet<String> complete = new TreeSet<>();
        SortedSet<CheckId> judged = new TreeSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ListEnd>> ends = new ArrayList<>();
            try {
                for (Collector<?> collector : planned) ends.add(threads.submit(() -> run.collect(collector)));
                for (int i = 0; i < planned.size(); i++) {
                    ResourceType<?> type = planned.get(i).type();
                    if (ends.get(i).get() instanceof ListEnd.Reached) complete.add(type.name());
                    order.checks().checksOf(type).forEach(check -> judged.add(check.id()));
                }
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof InterruptedException) throw new InterruptedException();
                throw new IllegalStateException("the unit broke off", failed.getCause());
            } finally {
                EndThreads.of(threads);
            }
        }
        return new UnitResult(List.copyOf(complete), List.copyOf(judged));
    }

    private List<Collector<?>> plan(UnitOrder order) {
        List<Collector<?>> planned = new ArrayList<>();
        for (ResourceType<?> type : ResourceTypes.of(order.kind()))
            if (order.checks().resourceTypes().contains(type))
                planned.add(collectors
                        .of(type)
                        .orElseThrow(() -> new IllegalStateException("no collector of type " + type)));
        // they wait for AWS, the others for a processor
        planned.sort(Comparator.comparing(Collector::isSlowest, Comparator.reverseOrder()));
        return planned;
    }

    /** One unit under way; its sink is called by one thread at a time. */
    private record Run(
            UnitOrder order,
            AwsCalls calls,
            Tallies tallies,
            UnitSink sink,
            Instant asOf,
            ReentrantLock oneAtATime,
            AtomicReference<@Nullable RuntimeException> sinkFailure) {
        Run(UnitOrder order, AwsCalls calls, Tallies tallies, UnitSink sink, Instant asOf) {
            this(order, calls, tallies, sink, asOf, new ReentrantLock(), new AtomicReference<>());
        }

        <R extends Record> ListEnd collect(Collector<R> collector) throws InterruptedException {
            ListEnd end = read(collector);
            // also when the collector made something else of it
            RuntimeException unsaid = sinkFailure.get();
            if (unsaid != null) throw unsaid;
            if (end instanceof ListEnd.NotReached(Unread why)) tellUnread(collector.type(), why);
            return end;
        }

        /** A defect of one collector costs what it reads, never the other types of the unit. */
        private <R extends Record> ListEnd read(Collector<R> collector) throws InterruptedException {
            UnitScope scope = new UnitScope(
                    order.account(),
                    order.region(),
                    order.regions(),
                    calls.declaring(collector.operations()),
                    order.checks().needs(collector.type()));
            try {
                return collector.collect(scope, this::judge);
            } catch (RuntimeException defect) {
                if (Thread.interrupted()) throw new InterruptedException();
                if (sinkFailure.get() == null) LOG.errorf(defect, "the collector of %s failed", collector.type());
                return new ListEnd.NotReached(new Unread(
                        UnreadReason.CHECK_FAILED,
                        null,
                        null,
                        "Vigil failed to read %s: %s"
                                .formatted(collector.type(), defect.getClass().getSimpleName())));
            }
        }

        private void judge(Resource<?> resource) throws InterruptedException {
            Document document = Document.of(resource);
            List<Judgement> judgements = order.checks().judge(resource.ref(), document, asOf);
            ResourceSeen seen = document.seenOf(resource);
            oneAtATime.lockInterruptibly();
            try {
                tallies.resource();
                sink.resource(seen);
                for (Judgement judgement : judgements) hand(judgement.verdict());
            } catch (RuntimeException unsaid) {
                sinkFailure.compareAndSet(null, unsaid);
                throw unsaid;
            } finally {
                oneAtATime.unlock();
            }
        }

        /** Stands for what nobody could see; it is gone when the list can be read again. */
        private void tellUnread(ResourceType<?> type, Unread why) throws InterruptedException {
            String place = "aws:account:%s/%s/%s".formatted(order.account(), order.region(), type);
            String message = why.missingAction() == null
                    ? "Not known: %s".formatted(why.detail())
                    : "Not known: the role may not call %s.".formatted(why.missingAction());
            oneAtATime.lockInterruptibly();
            try {
                for (Check check : order.checks().checksOf(type))
                    hand(new Verdict(
                            check.id(),
                            check.severity(),
                            order.region(),
                            place,
                            type.name(),
                            "every " + type.name(),
                            Status.UNDETERMINED,
                            message,
                            Map.of(),
                            why));
            } finally {
                oneAtATime.unlock();
            }
        }

        private void hand(Verdict verdict) throws InterruptedException {
            tallies.verdict();
            sink.verdict(verdict);
        }
    }
}
