package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;

/** Walks a document beside the SDK's fields of it. */
final class Members {
    private Members() {}

    /** Visits each member that the document has, in the SDK's order; refuses what AWS does not have under that name. */
    static void visit(List<SdkField<?>> fields, JsonNode node, BiConsumer<SdkField<?>, JsonNode> visitor) {
        if (!(node instanceof ObjectNode object)) {
            throw new BadData("expected an object, found " + node.getNodeType());
        }
        int seen = 0;
        for (var field : fields) {
            var value = object.get(MemberNames.of(field));
            if (value == null) {
                continue;
            }
            seen++;
            if (!value.isNull()) {
                try {
                    visitor.accept(field, value);
                } catch (BadData e) {
                    throw e.within("." + MemberNames.of(field));
                }
            }
        }
        if (seen < object.size()) {
            refuseUnknown(fields, object);
        }
    }

    private static void refuseUnknown(List<SdkField<?>> fields, ObjectNode object) {
        var known = fields.stream().map(MemberNames::of).collect(Collectors.toSet());
        for (var name : (Iterable<String>) object::fieldNames) {
            if (!known.contains(name)) {
                throw new BadData(
                        "no member " + name + " here; AWS has " + String.join(", ", new java.util.TreeSet<>(known)));
            }
        }
    }
}
