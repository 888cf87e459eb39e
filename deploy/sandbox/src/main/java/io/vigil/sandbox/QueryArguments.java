package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** Folds {@code Filter.1.Value.2=x} back into a document under AWS's member names. */
final class QueryArguments {
    private QueryArguments() {}

    /** Parameters as a tree: a value, or children by the next name or number. */
    private record Branch(StringBuilder value, Map<String, Branch> children) {
        static Branch empty() {
            return new Branch(new StringBuilder(), new TreeMap<>());
        }

        Branch at(String name) {
            return children.computeIfAbsent(name, n -> empty());
        }

        Optional<Branch> find(String name) {
            return Optional.ofNullable(children.get(name));
        }
    }

    static ObjectNode read(AwsOperation operation, Map<String, List<String>> form) {
        var root = Branch.empty();
        form.forEach((name, values) -> {
            var branch = root;
            for (var part : name.split("\\.")) {
                branch = branch.at(part);
            }
            branch.value().append(values.getFirst());
        });
        return object(operation.requestFields(), root);
    }

    private static ObjectNode object(List<SdkField<?>> fields, Branch branch) {
        var object = JsonNodeFactory.instance.objectNode();
        for (var field : fields) {
            var name = field.locationName();
            branch.find(name)
                    .or(() -> branch.find(Character.toUpperCase(name.charAt(0)) + name.substring(1)))
                    .ifPresent(found -> object.set(field.memberName(), value(field, found)));
        }
        return object;
    }

    private static JsonNode value(SdkField<?> field, Branch branch) {
        if (field.marshallingType() == MarshallingType.LIST) {
            return list(field, branch);
        }
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return object(field.constructor().get().sdkFields(), branch);
        }
        return JsonNodeFactory.instance.textNode(branch.value().toString());
    }

    private static JsonNode list(SdkField<?> field, Branch branch) {
        var trait = field.getTrait(ListTrait.class);
        var items = JsonNodeFactory.instance.arrayNode();
        var numbered = new TreeMap<Integer, Branch>();
        collectNumbered(branch, numbered);
        branch.children().values().forEach(child -> collectNumbered(child, numbered));
        numbered.values().forEach(item -> items.add(value(trait.memberFieldInfo(), item)));
        return items;
    }

    /** Lists come as {@code Name.1} or as {@code Name.member.1}. */
    private static void collectNumbered(Branch branch, Map<Integer, Branch> numbered) {
        branch.children().forEach((name, child) -> {
            if (!name.isEmpty() && name.length() < 7 && name.chars().allMatch(Character::isDigit)) {
                numbered.putIfAbsent(Integer.parseInt(name), child);
            }
        });
    }
}
