package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** EC2's named filters: {@code vpc-id}, {@code tag:Name}; a name that does not fit is refused, never passed over. */
final class Ec2Filter {
    /** Filters whose words are not their member's. */
    private static final Map<String, String> PATHS = Map.of(
            "instance-state-name", "State.Name",
            "availability-zone", "Placement.AvailabilityZone",
            "is-public", "Public",
            "isDefault", "IsDefault",
            "is-default", "IsDefault",
            "status", "State",
            "attachment.vpc-id", "Attachments.VpcId",
            "association.subnet-id", "Associations.SubnetId",
            "default", "IsDefault");

    private Ec2Filter() {}

    static Optional<Predicate<JsonNode>> all(Call call, ItemList list, JsonNode filters) {
        if (!filters.isArray() || call.service().protocol() != Protocol.EC2) {
            return Optional.empty();
        }
        Predicate<JsonNode> keep = item -> true;
        for (var filter : filters) {
            keep = keep.and(one(list, filter.path("Name").asText(), PolicyDocument.texts(filter.path("Values"))));
        }
        return Optional.of(keep);
    }

    private static Predicate<JsonNode> one(ItemList list, String name, List<String> values) {
        if (name.startsWith("tag:")) {
            return item -> PolicyDocument.list(item.path("Tags")).stream()
                    .anyMatch(tag -> tag.path("Key").asText().equals(name.substring(4))
                            && any(values, tag.path("Value").asText()));
        }
        var camel = camel(name);
        var path = list.itemMembers().contains(camel) ? camel : PATHS.getOrDefault(name, camel);
        var top = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        if (!list.itemMembers().contains(top)) {
            throw new AwsError(400, "InvalidParameterValue", "The filter '" + name + "' is invalid");
        }
        return item -> matches(item, path, values);
    }

    private static boolean matches(JsonNode item, String path, List<String> values) {
        var dot = path.indexOf('.');
        var value = item.path(dot < 0 ? path : path.substring(0, dot));
        if (value.isMissingNode()) {
            return false;
        }
        return PolicyDocument.list(value).stream()
                .anyMatch(one -> dot < 0 ? any(values, one.asText()) : matches(one, path.substring(dot + 1), values));
    }

    private static boolean any(List<String> patterns, String value) {
        return patterns.stream().anyMatch(pattern -> Wildcard.matches(pattern, value));
    }

    private static String camel(String kebab) {
        var camel = new StringBuilder();
        for (var word : kebab.split("-")) {
            if (!word.isEmpty()) {
                camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return camel.toString();
    }
}
