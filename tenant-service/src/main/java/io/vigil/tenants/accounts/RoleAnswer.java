package io.vigil.tenants.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.checks.iam.ReadRole;
import io.vigil.checks.iam.RoleFormat;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/**
 * A role as JSON.
 *
 * @param policies its managed policies, each of at most 6,144 characters
 */
record RoleAnswer(String roleName, JsonNode trustPolicy, List<Policy> policies) {
    record Policy(String name, JsonNode document) {}

    static Response of(ReadRole role, RoleFormat format) {
        return switch (format) {
            case JSON ->
                Response.ok(json(role), MediaType.APPLICATION_JSON_TYPE).build();
            case CLOUDFORMATION -> file(role, format, "application/yaml");
            case TERRAFORM -> file(role, format, "text/plain;charset=UTF-8");
        };
    }

    private static RoleAnswer json(ReadRole role) {
        return new RoleAnswer(
                role.name(),
                role.trust(),
                role.policies().stream()
                        .map(policy -> new Policy(policy.name(), policy.document()))
                        .toList());
    }

    private static Response file(ReadRole role, RoleFormat format, String type) {
        Map.Entry<String, String> file = format.files(role).firstEntry();
        return Response.ok(file.getValue(), type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(file.getKey()))
                .build();
    }
}
