package io.vigil.checks.reach;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.IntFunction;

/**
 * From which addresses each port (type, for ICMP) of a protocol is reached.
 *
 * @param spans in order, not overlapping, none with no address
 */
record Admitted(List<Span> spans) {
    static final Admitted NOTHING = new Admitted(List.of());

    /** Both ports belong to it. */
    record Span(int from, int to, AddressSet sources) {}

    static Admitted of(int from, int to, AddressSet sources) {
        return from > to || sources.isEmpty() ? NOTHING : new Admitted(List.of(new Span(from, to, sources)));
    }

    static Admitted all(Protocol protocol, AddressSet sources) {
        return of(0, protocol.last(), sources);
    }

    /** @param borders ports at which something changes; between two of them the sources are those of the first */
    static Admitted byBorders(Protocol protocol, TreeSet<Integer> borders, IntFunction<AddressSet> sources) {
        borders.add(0);
        List<Span> spans = new ArrayList<>();
        for (int from : borders) {
            if (from > protocol.last()) break;
            Integer next = borders.higher(from);
            add(spans, from, next == null ? protocol.last() : Math.min(protocol.last(), next - 1), sources.apply(from));
        }
        return new Admitted(List.copyOf(spans));
    }

    Admitted and(Admitted other) {
        return combined(other, AddressSet::and);
    }

    Admitted or(Admitted other) {
        return combined(other, AddressSet::or);
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    AddressSet at(int port, IpVersion version) {
        return spans.stream()
                .filter(span -> span.from <= port && port <= span.to)
                .map(Span::sources)
                .findFirst()
                .orElse(AddressSet.none(version));
    }

    private Admitted combined(Admitted other, BinaryOperator<AddressSet> how) {
        if (isEmpty() && other.isEmpty()) return NOTHING;
        IpVersion version =
                (isEmpty() ? other : this).spans.getFirst().sources().version();
        TreeSet<Integer> borders = new TreeSet<>();
        for (List<Span> side : List.of(spans, other.spans))
            for (Span span : side) {
                borders.add(span.from);
                borders.add(span.to + 1);
            }
        List<Span> result = new ArrayList<>();
        for (int from : borders) {
            Integer next = borders.higher(from);
            if (next != null) add(result, from, next - 1, how.apply(at(from, version), other.at(from, version)));
        }
        return new Admitted(List.copyOf(result));
    }

    private static void add(List<Span> spans, int from, int to, AddressSet sources) {
        if (sources.isEmpty()) return;
        Span last = spans.isEmpty() ? null : spans.getLast();
        if (last != null && last.to == from - 1 && last.sources.equals(sources))
            spans.set(spans.size() - 1, new Span(last.from, to, sources));
        else spans.add(new Span(from, to, sources));
    }
}
