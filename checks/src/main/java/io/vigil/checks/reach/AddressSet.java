package io.vigil.checks.reach;

import inet.ipaddr.IPAddress;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import io.vigil.checks.CidrRanges;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Addresses of one version: ranges that are in order and do not touch. */
record AddressSet(IpVersion version, List<Range> ranges) {

    /** Both ends belong to it. */
    record Range(BigInteger from, BigInteger to) {}

    static AddressSet none(IpVersion version) {
        return new AddressSet(version, List.of());
    }

    static AddressSet all(IpVersion version) {
        BigInteger last = BigInteger.ONE.shiftLeft(version.bits).subtract(BigInteger.ONE);
        return new AddressSet(version, List.of(new Range(BigInteger.ZERO, last)));
    }

    /**
     * Those of the blocks and addresses that are of the version.
     *
     * @throws IllegalArgumentException if one is neither
     */
    static AddressSet of(IpVersion version, Collection<String> blocks) {
        List<Range> ranges = new ArrayList<>();
        for (String block : blocks) {
            IPAddress address = CidrRanges.parse(block);
            if (address.isIPv4() == (version == IpVersion.V4))
                ranges.add(new Range(
                        address.getLower().getValue(), address.getUpper().getValue()));
        }
        return joined(version, ranges);
    }

    AddressSet or(AddressSet other) {
        if (other.isEmpty()) return this;
        if (isEmpty()) return other;
        List<Range> both = new ArrayList<>(ranges);
        both.addAll(other.ranges);
        return joined(version, both);
    }

    AddressSet and(AddressSet other) {
        List<Range> common = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        while (mine < ranges.size() && theirs < other.ranges.size()) {
            Range a = ranges.get(mine);
            Range b = other.ranges.get(theirs);
            BigInteger from = a.from.max(b.from);
            BigInteger to = a.to.min(b.to);
            if (from.compareTo(to) <= 0) common.add(new Range(from, to));
            if (a.to.compareTo(b.to) < 0) mine++;
            else theirs++;
        }
        return new AddressSet(version, List.copyOf(common));
    }

    AddressSet minus(AddressSet other) {
        List<Range> left = new ArrayList<>();
        for (Range range : ranges) {
            BigInteger from = range.from;
            for (Range gone : other.ranges) {
                if (gone.to.compareTo(from) < 0 || gone.from.compareTo(range.to) > 0) continue;
                if (gone.from.compareTo(from) > 0) left.add(new Range(from, gone.from.subtract(BigInteger.ONE)));
                from = gone.to.add(BigInteger.ONE);
            }
            if (from.compareTo(range.to) <= 0) left.add(new Range(from, range.to));
        }
        return new AddressSet(version, List.copyOf(left));
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    BigInteger size() {
        return ranges.stream()
                .map(range -> range.to.subtract(range.from).add(BigInteger.ONE))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    /** As blocks: the whole internet as one, a long list cut off. */
    List<String> texts(int atMost) {
        BigInteger closed = version.internet().minus(this).size();
        if (closed.shiftLeft(7).compareTo(version.internet().size()) <= 0) return List.of(version.everyone);
        List<String> texts = new ArrayList<>();
        for (Range range : ranges) blocks(range, texts, atMost + 1);
        if (texts.size() <= atMost) return List.copyOf(texts);
        List<String> first = new ArrayList<>(texts.subList(0, atMost));
        first.add("and more");
        return List.copyOf(first);
    }

    private void blocks(Range range, List<String> into, int atMost) {
        BigInteger from = range.from;
        while (from.compareTo(range.to) <= 0 && into.size() < atMost) {
            int free = from.signum() == 0 ? version.bits : Math.min(version.bits, from.getLowestSetBit());
            int fits = range.to.subtract(from).add(BigInteger.ONE).bitLength() - 1;
            int host = Math.min(free, fits);
            into.add(text(from, version.bits - host));
            from = from.add(BigInteger.ONE.shiftLeft(host));
        }
    }

    private String text(BigInteger address, int prefix) {
        IPAddress written = version == IpVersion.V4 ? new IPv4Address(address.intValue()) : new IPv6Address(address);
        return "%s/%d".formatted(written.toCanonicalString(), prefix);
    }

    private static AddressSet joined(IpVersion version, List<Range> ranges) {
        List<Range> sorted =
                ranges.stream().sorted(Comparator.comparing(Range::from)).toList();
        List<Range> joined = new ArrayList<>();
        for (Range next : sorted) {
            Range last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || next.from.compareTo(last.to.add(BigInteger.ONE)) > 0) joined.add(next);
            else joined.set(joined.size() - 1, new Range(last.from, last.to.max(next.to)));
        }
        return new AddressSet(version, List.copyOf(joined));
    }
}
