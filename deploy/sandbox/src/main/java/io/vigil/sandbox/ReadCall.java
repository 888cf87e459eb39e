package io.vigil.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Finds out which operation a request asks for and with which arguments. */
final class ReadCall {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String S3_CONTROL_PATH = "/v20180820/";
    private static final String API_GATEWAY_V2_PATH = "/v2/";

    private final AwsServices services;

    ReadCall(AwsServices services) {
        this.services = services;
    }

    /** The operation and its arguments, before anyone knows who asks. */
    record Question(AwsOperation operation, ObjectNode arguments) {}

    /** The service that a signature's scope names; empty when no SDK module of it is on the class path. */
    Optional<AwsService> service(SignatureScope scope, WireRequest request) {
        var candidates = services.signedAs(scope.service());
        if (candidates.size() < 2) {
            return candidates.stream().findFirst();
        }
        var wanted = request.rawPath().startsWith(S3_CONTROL_PATH)
                ? "s3control"
                : request.rawPath().startsWith(API_GATEWAY_V2_PATH) ? "apigatewayv2" : scope.service();
        var version = first(request.form(), "Version");
        return candidates.stream()
                .filter(service -> service.folder().equals(wanted)
                        || service.protocol() == Protocol.QUERY && version.equals(Optional.of(service.anyApiVersion())))
                .findFirst();
    }

    Question read(AwsService service, WireRequest request) {
        return switch (service.protocol()) {
            case QUERY, EC2 -> query(service, request);
            case JSON -> json(service, request);
            case REST_XML, REST_JSON -> rest(service, request);
        };
    }

    private static Question query(AwsService service, WireRequest request) {
        var form = request.method().equals("GET") ? request.query() : request.form();
        var action = first(form, "Action")
                .orElseThrow(() -> new AwsError(400, "MissingAction", "Missing Action or operation id"));
        var operation = service.operation(action).orElseThrow(() -> Refusals.unknownOperation(service, action));
        return new Question(operation, QueryArguments.read(operation, form));
    }

    private static Question json(AwsService service, WireRequest request) {
        var target = request.header("X-Amz-Target").orElse("");
        var name = target.substring(target.lastIndexOf('.') + 1);
        var operation = service.operation(name).orElseThrow(() -> Refusals.unknownOperation(service, target));
        var arguments = JsonNodeFactory.instance.objectNode();
        addBody(operation, request, arguments);
        return new Question(operation, arguments);
    }

    private static Question rest(AwsService service, WireRequest request) {
        for (var route : service.routes()) {
            var path = route.match(request.method(), request.rawPath(), request.query());
            if (path.isPresent()) {
                return new Question(route.operation(), restArguments(route.operation(), path.get(), request));
            }
        }
        throw Refusals.unknownOperation(service, request.method() + " " + request.rawPath());
    }

    private static ObjectNode restArguments(AwsOperation operation, Map<String, String> path, WireRequest request) {
        var arguments = JsonNodeFactory.instance.objectNode();
        for (var field : operation.requestFields()) {
            var location = field.location();
            if (location == MarshallLocation.PATH || location == MarshallLocation.GREEDY_PATH) {
                Optional.ofNullable(path.get(field.locationName()))
                        .ifPresent(value -> arguments.put(field.memberName(), value));
            } else if (location == MarshallLocation.QUERY_PARAM) {
                var values = request.query().get(field.locationName());
                if (values != null) {
                    arguments.set(field.memberName(), texts(field, values));
                }
            } else if (location == MarshallLocation.HEADER) {
                request.header(field.locationName()).ifPresent(value -> arguments.put(field.memberName(), value));
            }
        }
        if (operation.service().protocol() == Protocol.REST_JSON) {
            addBody(operation, request, arguments);
        }
        return arguments;
    }

    private static JsonNode texts(SdkField<?> field, List<String> values) {
        if (field.marshallingType() != MarshallingType.LIST) {
            return JsonNodeFactory.instance.textNode(values.getFirst());
        }
        var list = JsonNodeFactory.instance.arrayNode();
        values.forEach(list::add);
        return list;
    }

    private static void addBody(AwsOperation operation, WireRequest request, ObjectNode arguments) {
        if (request.body().length == 0) {
            return;
        }
        try {
            var body = JSON.readTree(request.body());
            for (var field : operation.requestFields()) {
                var value = body.get(field.locationName());
                if (field.location() == MarshallLocation.PAYLOAD && value != null) {
                    arguments.set(field.memberName(), value);
                }
            }
        } catch (JsonProcessingException e) {
            throw new AwsError(400, "SerializationException", "The request body is not JSON");
        } catch (IOException e) {
            throw new AssertionError("bytes in memory are always readable", e);
        }
    }

    private static Optional<String> first(Map<String, List<String>> pairs, String name) {
        return Optional.ofNullable(pairs.get(name)).map(List::getFirst);
    }
}
