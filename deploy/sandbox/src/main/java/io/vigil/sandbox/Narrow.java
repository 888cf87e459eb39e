package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Leaves out of a list what a call's arguments leave out: ids, owners, filters, IAM's scopes. */
final class Narrow {
    /** Arguments that name an item's member by another word. */
    private static final Map<String, String> MEMBER_OF_ARGUMENT = Map.of(
            "Owners", "OwnerId",
            "Names", "Name",
            "trailNameList", "Name",
            "ConfigurationRecorderNames", "name",
            "DeliveryChannelNames", "name",
            "logGroupNamePrefix", "");

    private Narrow() {}

    static ObjectNode narrow(Call call, ObjectNode document) {
        var list = ItemList.of(call.operation());
        if (list.isEmpty() || call.arguments().isEmpty()) {
            return document;
        }
        var keep = wanted(call, list.get());
        if (keep.isEmpty()) {
            return document;
        }
        var narrowed = JsonNodeFactory.instance.objectNode();
        narrowed.setAll(document);
        if (document.get(list.get().member()) instanceof ArrayNode all) {
            narrowed.set(list.get().member(), list.get().keep(all, keep.get()));
        }
        return narrowed;
    }

    private static Optional<Predicate<JsonNode>> wanted(Call call, ItemList list) {
        Predicate<JsonNode> keep = item -> true;
        boolean narrows = false;
        for (var argument : call.arguments().properties()) {
            var test = argument.getKey().equals("Filters") || argument.getKey().equals("Filter")
                    ? Ec2Filter.all(call, list, argument.getValue())
                    : named(call, list, argument.getKey(), argument.getValue());
            if (test.isPresent()) {
                keep = keep.and(test.get());
                narrows = true;
            }
        }
        return narrows ? Optional.of(keep) : Optional.empty();
    }

    private static Optional<Predicate<JsonNode>> named(Call call, ItemList list, String argument, JsonNode value) {
        if (call.operation().key().equals("iam:listpolicies")) {
            return IamPolicies.wanted(argument, value.asText());
        }
        if (argument.equals("includeShadowTrails")) {
            return value.asBoolean(true) || value.asText().equals("true")
                    ? Optional.empty()
                    : Optional.of(trail -> trail.path("HomeRegion").asText().equals(call.region()));
        }
        if (argument.equals("logGroupNamePrefix")) {
            return Optional.of(group -> group.path("logGroupName").asText().startsWith(value.asText()));
        }
        var member = MEMBER_OF_ARGUMENT.getOrDefault(argument, singular(argument));
        if (!list.itemMembers().contains(member)) {
            return Optional.empty();
        }
        var texts = texts(call, value);
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(item -> texts.contains(item.path(member).asText())
                        || texts.contains(
                                item.path(member.replace("Name", "ARN")).asText()));
    }

    private static String singular(String argument) {
        return argument.endsWith("s") && !argument.endsWith("ss")
                ? argument.substring(0, argument.length() - 1)
                : argument;
    }

    private static Set<String> texts(Call call, JsonNode value) {
        var texts = new HashSet<String>();
        PolicyDocument.texts(value).forEach(text -> texts.add(text.equals("self") ? call.account() : text));
        texts.removeIf(String::isEmpty);
        return texts;
    }

    /** ListPolicies narrows by who owns a policy and whether it is in use. */
    private static final class IamPolicies {
        static Optional<Predicate<JsonNode>> wanted(String argument, String value) {
            return switch (argument) {
                case "Scope" ->
                    switch (value.toLowerCase(Locale.ROOT)) {
                        case "aws" -> Optional.of(IamPolicies::isAwsOwned);
                        case "local" -> Optional.of(policy -> !isAwsOwned(policy));
                        default -> Optional.empty();
                    };
                case "OnlyAttached" ->
                    value.equals("true")
                            ? Optional.of(
                                    policy -> policy.path("AttachmentCount").asInt() > 0)
                            : Optional.empty();
                case "PathPrefix" ->
                    Optional.of(policy -> policy.path("Path").asText().startsWith(value));
                default -> Optional.empty();
            };
        }

        private static boolean isAwsOwned(JsonNode policy) {
            return policy.path("Arn").asText().startsWith("arn:aws:iam::aws:");
        }
    }
}
