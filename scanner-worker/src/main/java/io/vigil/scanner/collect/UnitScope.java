package io.vigil.scanner.collect;

import io.vigil.checks.Needs;
import io.vigil.checks.Read;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.scanner.EndThreads;
import io.vigil.scanner.aws.AwsCalls;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.PartitionMetadata;

/**
 * Where a collector looks.
 *
 * @param region the unit's, {@code global} for the global unit
 * @param regions every region of the scan; the global unit reads account-wide facts from each
 * @param needs what the unit's checks look at in a resource of the type
 */
public record UnitScope(AccountId account, Region region, List<Region> regions, AwsCalls calls, Needs needs) {
    /** For whom everything is read. */
    public UnitScope(AccountId account, Region region, List<Region> regions, AwsCalls calls) {
        this(account, region, regions, calls, Needs.EVERYTHING);
    }

    /** So many resources are completed at once; the rate limits decide how fast. */
    private static final int AT_ONCE = 32;

    /** One step on the way from a list's item to a resource. */
    @FunctionalInterface
    public interface Step<T, R> {
        R of(T item) throws InterruptedException;
    }

    /** Where results go, one after the other. */
    @FunctionalInterface
    public interface Taker<R> {
        void take(R result) throws InterruptedException;
    }

    /** A part of a document. */
    @FunctionalInterface
    public interface Part<T> {
        Read<T> read() throws InterruptedException;
    }

    /**
     * Reads a part if some check looks at it.
     *
     * @param name such as {@code regions.hub}
     * @param operation that it begins with
     */
    public <T> Read<T> part(String name, String operation, Part<T> part) throws InterruptedException {
        return needs.include(name) ? part.read() : Read.notAsked(operation, "no check that runs looks at it");
    }

    /** Accounts are shown what others share with them; that is judged in the account that owns it. */
    public boolean owns(@Nullable String ownerId) {
        return ownerId == null || ownerId.equals(account.value());
    }

    /** The ARN of something in this region and account, such as {@code arn("ec2", "vpc/vpc-1")}. */
    public String arn(String service, String resource) {
        return arn(service, account.value(), resource);
    }

    /** The ARN of something whose ARN names no owner, such as {@code arnWithoutAccount("ec2", "image/ami-1")}. */
    public String arnWithoutAccount(String service, String resource) {
        return arn(service, "", resource);
    }

    /** The ARN of something whose name is unique in its partition, such as {@code globalArn("s3", "bucket-1")}. */
    public String globalArn(String service, String resource) {
        return "arn:%s:%s:::%s".formatted(partition(), service, resource);
    }

    private String arn(String service, String owner, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition(), service, region.isGlobal() ? "" : region, owner, resource);
    }

    /** Every region of a scan lies in one partition: an account is of one. */
    private String partition() {
        Region any = region.isGlobal() && !regions.isEmpty() ? regions.getFirst() : region;
        return PartitionMetadata.of(software.amazon.awssdk.regions.Region.of(any.value()))
                .id();
    }

    /** Does the step for all items, several at once, and returns the results in the items' order. */
    public <T, R> List<R> each(List<T> items, Step<T, R> step) throws InterruptedException {
        List<R> results = new ArrayList<>(items.size());
        each(items, step, results::add);
        return results;
    }

    /** As {@link #each(List, Step)}, for any number of items: hands a result on as soon as it and all before it are there. */
    public <T, R> void each(Iterable<T> items, Step<T, R> step, Taker<R> taker) throws InterruptedException {
        Deque<Future<R>> underWay = new ArrayDeque<>(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (T item : items) {
                    if (underWay.size() == AT_ONCE)
                        taker.take(underWay.removeFirst().get());
                    underWay.addLast(threads.submit(() -> step.of(item)));
                }
                while (!underWay.isEmpty()) taker.take(underWay.removeFirst().get());
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof InterruptedException) throw new InterruptedException();
                throw new IllegalStateException("a step failed", failed.getCause());
            } finally {
                EndThreads.of(threads);
            }
        }
    }
}
