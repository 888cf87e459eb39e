package io.vigil.scanner.aws;

import java.util.Iterator;
import java.util.Optional;
import java.util.function.BiFunction;

/** Pages of a list for which the SDK has no paginator. */
public final class Pages {
    private Pages() {}

    /**
     * In the form of the SDK's own paginators, for {@link AwsCalls#list} and {@link AwsCalls#stream}.
     *
     * @param method the client's own that takes the request
     * @param following the request of the next page, empty after the last
     */
    public static <C, Q, P> BiFunction<C, Q, Iterable<P>> by(
            BiFunction<C, Q, P> method, BiFunction<Q, P, Optional<Q>> following) {
        return (client, first) -> () -> new Iterator<>() {
            private Optional<Q> next = Optional.of(first);

            @Override
            public boolean hasNext() {
                return next.isPresent();
            }

            @Override
            public P next() {
                Q request = next.orElseThrow();
                P page = method.apply(client, request);
                next = following.apply(request, page);
                return page;
            }
        };
    }
}
