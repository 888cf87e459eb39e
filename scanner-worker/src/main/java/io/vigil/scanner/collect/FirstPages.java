package io.vigil.scanner.collect;

import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/** The beginning of a list that may be endless, such as findings; a list that goes on is not read to its end. */
public final class FirstPages {
    private final String operation;
    private final int atMost;
    private final AtomicInteger read = new AtomicInteger();

    public FirstPages(String operation, int atMost) {
        this.operation = operation;
        this.atMost = atMost;
    }

    /** Asks for one page more than is wanted, to know whether there is one. */
    public <P> Iterable<P> of(Iterable<P> pages) {
        return () -> StreamSupport.stream(pages.spliterator(), /* parallel */ false)
                .limit(atMost + 1L)
                .takeWhile(page -> read.incrementAndGet() <= atMost)
                .iterator();
    }

    public ListEnd end(ListEnd end) {
        if (read.get() <= atMost) return end;
        return end.and(new ListEnd.NotReached(new Unread(
                UnreadReason.TRUNCATED, operation, null, "only the first %d pages were read".formatted(atMost))));
    }
}
