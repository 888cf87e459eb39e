package io.vigil.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;

/**
 * How one operation pages: which member takes the token, which gives it, which asks for a size, and which lists are cut. Several lists
 * (as of GetAccountAuthorizationDetails) count as one after the other.
 */
record Paging(String takes, String gives, Optional<String> size, Optional<String> truncated, List<String> lists) {
    private static final List<String> TAKES =
            List.of("NextToken", "nextToken", "Marker", "NextMarker", "ContinuationToken", "marker");
    private static final List<String> GIVES =
            List.of("NextToken", "nextToken", "NextMarker", "Marker", "ContinuationToken", "nextMarker");
    private static final List<String> SIZES =
            List.of("MaxResults", "maxResults", "MaxItems", "MaxRecords", "Limit", "limit", "PageSize", "MaxBuckets");
    private static final List<String> TRUNCATED = List.of("IsTruncated", "Truncated");

    static Optional<Paging> of(AwsOperation operation) {
        var takes = first(TAKES, operation.requestFields());
        var gives = first(GIVES, operation.responseFields());
        var lists = operation.responseFields().stream()
                .filter(field -> field.marshallingType() == MarshallingType.LIST)
                .map(SdkField::memberName)
                .toList();
        return takes.isEmpty() || gives.isEmpty() || lists.isEmpty()
                ? Optional.empty()
                : Optional.of(new Paging(
                        takes.get(),
                        gives.get(),
                        first(SIZES, operation.requestFields()),
                        first(TRUNCATED, operation.responseFields()),
                        lists));
    }

    private static Optional<String> first(List<String> names, List<SdkField<?>> fields) {
        return names.stream()
                .filter(name ->
                        fields.stream().anyMatch(field -> field.memberName().equals(name)))
                .findFirst();
    }

    /** The page that a call asks for; {@code largest} is what this sandbox gives at most, however much is asked. */
    ObjectNode page(Call call, ObjectNode document, PageTokens tokens, int largest) {
        var from = call.text(takes)
                .filter(token -> !token.isEmpty() && !call.isEndless())
                .map(token -> tokens.read(call, token))
                .orElse(0);
        var total = lists.stream().mapToInt(list -> document.path(list).size()).sum();
        // S3 alone sends everything at once unless a size is asked for
        var wanted = call.service().folder().equals("s3") && asked(call).isEmpty()
                ? total
                : Math.min(largest, asked(call).orElse(largest));
        var to = Math.min(total, from + wanted);
        var page = cut(document, from, to);
        page.remove(gives);
        var more = to < total || call.isEndless();
        if (more) {
            page.put(gives, tokens.issue(call, to));
        }
        truncated.ifPresent(flag -> page.put(flag, more));
        return page;
    }

    private Optional<Integer> asked(Call call) {
        return size.flatMap(call::text).map(text -> {
            try {
                var number = Integer.parseInt(text);
                if (number > 0) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // refused below with the others
            }
            throw new AwsError(400, "ValidationError", "Value %s at %s is not a page size".formatted(text, size.get()));
        });
    }

    private ObjectNode cut(ObjectNode document, int from, int to) {
        var page = JsonNodeFactory.instance.objectNode();
        page.setAll(document);
        int start = 0;
        for (var name : lists) {
            if (!(document.get(name) instanceof ArrayNode all)) {
                continue;
            }
            var part = JsonNodeFactory.instance.arrayNode();
            for (int i = Math.max(0, from - start); i < Math.min(all.size(), to - start); i++) {
                part.add(all.get(i));
            }
            page.set(name, part);
            start += all.size();
        }
        return page;
    }
}
