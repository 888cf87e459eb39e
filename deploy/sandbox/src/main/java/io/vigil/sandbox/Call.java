package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One understood request.
 *
 * @param arguments what was asked, under AWS's member names
 * @param isEndless whether its list never ends
 */
record Call(Session session, String region, AwsOperation operation, ObjectNode arguments, boolean isEndless) {

    String account() {
        return session.account();
    }

    AwsService service() {
        return operation.service();
    }

    Call endless() {
        return new Call(session, region, operation, arguments, /* isEndless */ true);
    }

    Optional<String> text(String member) {
        return Optional.ofNullable(arguments.get(member))
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText);
    }
}
