package io.vigil.scanner.collect.route53;

import io.vigil.contracts.Region;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which IPv4 addresses are EC2's, as far as that can be known without asking AWS's web server. */
final class Ec2Ranges {
    private static final Pattern DOTTED = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");

    /** Private, shared, local, reserved for documentation or for no use at all: nobody can be given one. */
    private static final List<Range> NOBODYS = List.of(
            Range.of("0.0.0.0/8", Region.GLOBAL),
            Range.of("10.0.0.0/8", Region.GLOBAL),
            Range.of("100.64.0.0/10", Region.GLOBAL),
            Range.of("127.0.0.0/8", Region.GLOBAL),
            Range.of("169.254.0.0/16", Region.GLOBAL),
            Range.of("172.16.0.0/12", Region.GLOBAL),
            Range.of("192.0.0.0/24", Region.GLOBAL),
            Range.of("192.0.2.0/24", Region.GLOBAL),
            Range.of("192.168.0.0/16", Region.GLOBAL),
            Range.of("198.18.0.0/15", Region.GLOBAL),
            Range.of("198.51.100.0/24", Region.GLOBAL),
            Range.of("203.0.113.0/24", Region.GLOBAL),
            Range.of("224.0.0.0/3", Region.GLOBAL));

    private static final List<Range> EC2 = read();

    /** @param mask of the first bits, which an address has in common with all of the range */
    private record Range(long first, long mask, Region region) {
        static Range of(String cidr, Region region) {
            String[] parts = cidr.split("/");
            long mask = 0xffffffffL << (32 - Integer.parseInt(parts[1])) & 0xffffffffL;
            return new Range(number(parts[0]).orElseThrow(), mask, region);
        }

        boolean holds(long address) {
            return (address & mask) == first;
        }
    }

    private Ec2Ranges() {}

    /** Where EC2 hands the address out; empty for one that is not known to be EC2's. */
    static Optional<Region> regionOf(String address) {
        OptionalLong number = number(address);
        if (number.isEmpty()) return Optional.empty();
        return EC2.stream()
                .filter(range -> range.holds(number.getAsLong()))
                .findFirst()
                .map(Range::region);
    }

    /** Whether it is an address of the public internet at all. */
    static boolean isPublic(String address) {
        OptionalLong number = number(address);
        return number.isPresent() && NOBODYS.stream().noneMatch(range -> range.holds(number.getAsLong()));
    }

    private static OptionalLong number(String address) {
        Matcher parts = DOTTED.matcher(address);
        if (!parts.matches()) return OptionalLong.empty();
        long number = 0;
        for (int at = 1; at <= 4; at++) {
            int part = Integer.parseInt(parts.group(at));
            if (part > 255) return OptionalLong.empty();
            number = number << 8 | part;
        }
        return OptionalLong.of(number);
    }

    private static List<Range> read() {
        List<Range> ranges = new ArrayList<>();
        try (InputStream file = Ec2Ranges.class.getResourceAsStream("ec2-ranges.txt")) {
            if (file == null) throw new IllegalStateException("ec2-ranges.txt is not there");
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("#") || line.isBlank()) continue;
                String[] words = line.trim().split(" ");
                for (int at = 1; at < words.length; at++) ranges.add(Range.of(words[at], new Region(words[0])));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return List.copyOf(ranges);
    }
}
