package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/**
 * The list of objects that an operation returns.
 *
 * @param inner the list inside each item that holds the real items: a reservation's instances
 */
record ItemList(String member, Optional<String> inner, Set<String> itemMembers) {

    static Optional<ItemList> of(AwsOperation operation) {
        return operation.responseFields().stream()
                .filter(ItemList::isListOfObjects)
                .findFirst()
                .map(ItemList::of);
    }

    private static ItemList of(SdkField<?> field) {
        var item = itemOf(field);
        if (field.memberName().equals("Reservations")) {
            var instances = item.constructor().get().sdkFields().stream()
                    .filter(member -> member.memberName().equals("Instances"))
                    .findFirst()
                    .orElseThrow();
            return new ItemList(field.memberName(), Optional.of("Instances"), members(itemOf(instances)));
        }
        return new ItemList(field.memberName(), Optional.empty(), members(item));
    }

    private static boolean isListOfObjects(SdkField<?> field) {
        return field.marshallingType() == MarshallingType.LIST
                && itemOf(field).marshallingType() == MarshallingType.SDK_POJO;
    }

    private static SdkField<?> itemOf(SdkField<?> list) {
        return list.getTrait(ListTrait.class).memberFieldInfo();
    }

    private static Set<String> members(SdkField<?> item) {
        var names = new HashSet<String>();
        item.constructor().get().sdkFields().forEach(member -> names.add(MemberNames.of(member)));
        return names;
    }

    ArrayNode keep(ArrayNode all, Predicate<JsonNode> wanted) {
        var kept = JsonNodeFactory.instance.arrayNode();
        for (var item : all) {
            if (inner.isEmpty()) {
                if (wanted.test(item)) {
                    kept.add(item);
                }
            } else if (item.get(inner.get()) instanceof ArrayNode nested) {
                var left = new ItemList(inner.get(), Optional.empty(), itemMembers).keep(nested, wanted);
                if (!left.isEmpty()) {
                    var copy = JsonNodeFactory.instance.objectNode();
                    copy.setAll((ObjectNode) item);
                    copy.set(inner.get(), left);
                    kept.add(copy);
                }
            }
        }
        return kept;
    }
}
