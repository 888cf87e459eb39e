package io.vigil.tenants.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.checks.iam.ReadRole;
import java.util.List;

/**
 * A role as JSON.
 *
 * @param policies its managed policies, each of at most 6,144 characters
 */
record RoleAnswer(String roleName, JsonNode trustPolicy, List<Policy> policies) {
    record Policy(String name, JsonNode document) {}

    static RoleAnswer of(ReadRole role) {
        return new RoleAnswer(
                role.name(),
                role.trust(),
                role.policies().stream()
                        .map(policy -> new Policy(policy.name(), policy.document()))
                        .toList());
    }
}
