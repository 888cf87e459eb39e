package io.vigil.scanner.aws;

import io.vigil.checks.Read;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd.NotReached;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What one unit asks AWS. Each operation is sent once for the same region and request, whoever asks; the answer, also a
 * refusal, is kept for the unit and shared. Failures are values ({@link Unread}); only an interruption is thrown.
 */
public final class AwsCalls {
    /** A list that goes on longer than this repeats itself. */
    private static final int MAX_PAGES = 50_000;

    private final AwsSession session;
    private final Failures failures;
    private final CallCounts counts;
    private final Answers answers;

    /** Endpoints that nobody answers, or that do not know the account: asked no more in this unit. */
    private final Map<String, Unread> silent;

    /** Operations that may be called; the IAM policies are generated from them. */
    private final Set<String> declared;

    /** @param iamActions from an operation ({@code s3:ListBuckets}) to the IAM action that allows it */
    public AwsCalls(AwsSession session, UnaryOperator<String> iamActions) {
        this(session, new Failures(iamActions), new CallCounts(), new Answers(), new ConcurrentHashMap<>(), Set.of());
    }

    private AwsCalls(
            AwsSession session,
            Failures failures,
            CallCounts counts,
            Answers answers,
            Map<String, Unread> silent,
            Set<String> declared) {
        this.session = session;
        this.failures = failures;
        this.counts = counts;
        this.answers = answers;
        this.silent = silent;
        this.declared = declared;
    }

    /** The same answers for somebody who may call these operations only. */
    public AwsCalls declaring(Set<String> operations) {
        return new AwsCalls(session, failures, counts, answers, silent, operations);
    }

    public CallCounts counts() {
        return counts;
    }

    /** One answer of AWS. The method is the client's own that takes the request. */
    public <C extends SdkClient, Q extends AwsRequest, A> Read<A> get(
            Class<C> client, Region region, Q request, BiFunction<C, Q, A> method) throws InterruptedException {
        return ask(
                client,
                region,
                request,
                "",
                () -> Read.known(send(client, region, request, method, Set.of())),
                Read::missing);
    }

    /**
     * One answer of AWS where some error codes mean that there is none, such as {@code NoSuchBucketPolicy}: they make an
     * empty value that is known.
     */
    public <C extends SdkClient, Q extends AwsRequest, A> Read<Optional<A>> find(
            Class<C> client, Region region, Q request, BiFunction<C, Q, A> method, Set<String> noneCodes)
            throws InterruptedException {
        Callable<Read<Optional<A>>> call = () -> {
            try {
                return Read.known(Optional.of(send(client, region, request, method, noneCodes)));
            } catch (AwsServiceException answered) {
                if (noneCodes.contains(Failures.code(answered))) return Read.known(Optional.empty());
                throw answered;
            }
        };
        return ask(client, region, request, "find", call, Read::missing);
    }

    /** All pages of a list, kept in memory and shared. The method is the client's own paginator. */
    public <C extends SdkClient, Q extends AwsRequest, P, T> Listed<T> list(
            Class<C> client,
            Region region,
            Q request,
            BiFunction<C, Q, ? extends Iterable<P>> paginator,
            Function<P, List<T>> items)
            throws InterruptedException {
        Callable<Listed<T>> call = () -> {
            List<T> all = new ArrayList<>();
            ListEnd end = readPages(client, region, request, paginator, items, all::addAll);
            return new Listed<>(all, end);
        };
        return ask(client, region, request, Answers.LIST, call, why -> new Listed<>(List.of(), new NotReached(why)));
    }

    /** Hands each page of a list on as it comes and keeps none; for lists of any length that no other collector needs. */
    public <C extends SdkClient, Q extends AwsRequest, P, T> ListEnd stream(
            Class<C> client,
            Region region,
            Q request,
            BiFunction<C, Q, ? extends Iterable<P>> paginator,
            Function<P, List<T>> items,
            PageReader<T> page)
            throws InterruptedException {
        String operation = declared(client, request);
        Unread known = silent.get(endpoint(client, region));
        if (known != null) return new NotReached(of(operation, known));
        return readPages(client, region, request, paginator, items, page);
    }

    /** The operation that a request makes, such as {@code ec2:DescribeVpcs}. */
    public static String operation(Class<? extends SdkClient> client, AwsRequest request) {
        String name = request.getClass().getSimpleName();
        return AwsService.of(client) + ":" + name.substring(0, name.length() - "Request".length());
    }

    private <C extends SdkClient, Q extends AwsRequest, P, T> ListEnd readPages(
            Class<C> client,
            Region region,
            Q request,
            BiFunction<C, Q, ? extends Iterable<P>> paginator,
            Function<P, List<T>> items,
            PageReader<T> page)
            throws InterruptedException {
        int pages = 0;
        @Nullable P last = null;
        Iterator<P> all = paginator
                .apply(session.client(client, region), counted(request, Set.of()))
                .iterator();
        while (true) {
            List<T> next;
            try {
                if (!all.hasNext()) return ListEnd.REACHED;
                P now = all.next();
                if (last instanceof SdkPojo before && before.equalsBySdkFields(now))
                    return new NotReached(new Unread(
                            UnreadReason.TRUNCATED,
                            declared(client, request),
                            null,
                            "the list gave its page %d again, with the same token".formatted(pages)));
                last = now;
                next = items.apply(now);
            } catch (RuntimeException failure) {
                Failures.stopIfInterrupted(failure);
                Unread why = note(client, region, request, failure);
                return new NotReached(pages == 0 ? why : brokeOff(why, pages));
            }
            if (Thread.interrupted()) throw new InterruptedException();
            page.read(next);
            if (++pages == MAX_PAGES)
                return new NotReached(new Unread(
                        UnreadReason.TRUNCATED,
                        declared(client, request),
                        null,
                        "the list did not end after %d pages".formatted(MAX_PAGES)));
        }
    }

    private static Unread brokeOff(Unread why, int pages) {
        String detail = "the list broke off after %d page(s): %s: %s".formatted(pages, why.reason(), why.detail());
        return new Unread(UnreadReason.TRUNCATED, why.operation(), why.missingAction(), detail);
    }

    private <C extends SdkClient, Q extends AwsRequest, A> A send(
            Class<C> client, Region region, Q request, BiFunction<C, Q, A> method, Set<String> noneCodes) {
        return method.apply(session.client(client, region), counted(request, noneCodes));
    }

    @SuppressWarnings("unchecked") // a request's builder builds the request
    private <Q extends AwsRequest> Q counted(Q request, Set<String> noneCodes) {
        AwsRequestOverrideConfiguration.Builder own = request.overrideConfiguration()
                .map(AwsRequestOverrideConfiguration::toBuilder)
                .orElseGet(AwsRequestOverrideConfiguration::builder);
        return (Q) request.toBuilder()
                .overrideConfiguration(own.putExecutionAttribute(PacedCalls.UNIT, counts)
                        .putExecutionAttribute(CountedCalls.NONE_CODES, noneCodes)
                        .build())
                .build();
    }

    /** @param shape of the answer, so that asking for the same as a list and as one answer are two things */
    @SuppressWarnings("unchecked") // the same key is asked with the same shape
    private <R> R ask(
            Class<? extends SdkClient> client,
            Region region,
            AwsRequest request,
            String shape,
            Callable<R> call,
            Function<Unread, R> unread)
            throws InterruptedException {
        String operation = declared(client, request);
        Callable<R> once = () -> {
            Unread known = silent.get(endpoint(client, region));
            if (known != null) return unread.apply(of(operation, known));
            try {
                return call.call();
            } catch (RuntimeException failure) {
                Failures.stopIfInterrupted(failure);
                return unread.apply(note(client, region, request, failure));
            }
        };
        Region endpoint = AwsService.of(client).endpointFor(region);
        FutureTask<R> answer = (FutureTask<R>) answers.of(new Answers.Asked(operation, shape, endpoint, request), once);
        answer.run(); // only the first caller's run has an effect
        try {
            return answer.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InterruptedException) throw new InterruptedException();
            throw new IllegalStateException("reading the answer of " + operation + " failed", failed.getCause());
        }
    }

    private Unread note(Class<? extends SdkClient> client, Region region, AwsRequest request, Throwable failure) {
        Unread why = failures.unread(declared(client, request), failure);
        if (why.reason() == UnreadReason.REGION_OFF) silent.putIfAbsent(endpoint(client, region), why);
        return why;
    }

    /** In AWS's own spelling, which its classes here do not keep: {@code DescribeDbInstancesRequest}. */
    private String declared(Class<? extends SdkClient> client, AwsRequest request) {
        String operation = operation(client, request);
        return declared.stream()
                .filter(operation::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "%s is called but not declared; declared are %s".formatted(operation, declared)));
    }

    private static Unread of(String operation, Unread known) {
        return new Unread(known.reason(), operation, null, known.detail());
    }

    private static String endpoint(Class<? extends SdkClient> client, Region region) {
        AwsService service = AwsService.of(client);
        return service + "/" + service.endpointFor(region);
    }
}
