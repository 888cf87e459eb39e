package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One understood request.
 *
 * @param arguments what was asked, under AWS's member names
 */
record Call(Session session, String region, AwsOperation operation, ObjectNode arguments) {

    String account() {
        return session.account();
    }

    AwsService service() {
        return operation.service();
    }

    Optional<String> text(String member) {
        return Optional.ofNullable(arguments.get(member))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText);
    }
}
