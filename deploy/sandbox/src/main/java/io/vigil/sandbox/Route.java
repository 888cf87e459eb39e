package io.vigil.sandbox;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/**
 * Where a REST operation answers, from the SDK's own URI template.
 *
 * @param segments path parts; {@code {Name}} takes one part, {@code {Name+}} the rest
 * @param query parameters that must be there; an empty value means any
 */
record Route(AwsOperation operation, List<String> segments, Map<String, String> query) {

    static final Comparator<Route> MOST_SPECIFIC_FIRST = Comparator.comparingInt((Route route) -> -route.query.size())
            .thenComparingInt(route ->
                    (int) route.segments.stream().filter(Route::isVariable).count())
            .thenComparingInt(route -> greedy(route.segments) ? 1 : 0)
            .thenComparing(route -> route.operation.name());

    static Route of(AwsOperation operation) {
        var uri = operation.uri();
        var mark = uri.indexOf('?');
        var path = mark < 0 ? uri : uri.substring(0, mark);
        var segments = new ArrayList<>(split(path));
        // S3's templates leave the bucket to the host name; path style puts it first
        var bucket = operation.requestField("Bucket");
        if (bucket.isPresent()
                && bucket.get().location() == MarshallLocation.PATH
                && !path.contains("{Bucket}")
                && operation.service().folder().equals("s3")) {
            segments.addFirst("{Bucket}");
        }
        return new Route(operation, segments, mark < 0 ? Map.of() : query(uri.substring(mark + 1)));
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static boolean greedy(List<String> segments) {
        return !segments.isEmpty() && segments.getLast().endsWith("+}");
    }

    /** The path parameters when the request is this route's, else empty. */
    Optional<Map<String, String>> match(String method, String rawPath, Map<String, List<String>> asked) {
        if (!method.equals(operation.method()) || !queryMatches(asked)) {
            return Optional.empty();
        }
        var parts = split(rawPath);
        var greedy = greedy(segments);
        if (greedy ? parts.size() < segments.size() : parts.size() != segments.size()) {
            return Optional.empty();
        }
        var found = new HashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            if (!isVariable(segment)) {
                if (!segment.equals(parts.get(i))) {
                    return Optional.empty();
                }
            } else if (segment.endsWith("+}")) {
                found.put(
                        segment.substring(1, segment.length() - 2),
                        decode(String.join("/", parts.subList(i, parts.size()))));
            } else {
                found.put(segment.substring(1, segment.length() - 1), decode(parts.get(i)));
            }
        }
        return Optional.of(found);
    }

    private boolean queryMatches(Map<String, List<String>> asked) {
        return query.entrySet().stream().allMatch(wanted -> {
            var values = asked.get(wanted.getKey());
            return values != null && (wanted.getValue().isEmpty() || values.contains(wanted.getValue()));
        });
    }

    private static List<String> split(String path) {
        return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
    }

    private static Map<String, String> query(String text) {
        var pairs = new HashMap<String, String>();
        for (var pair : text.split("&")) {
            var equals = pair.indexOf('=');
            pairs.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return pairs;
    }

    static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
