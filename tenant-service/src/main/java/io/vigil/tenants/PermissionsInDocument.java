package io.vigil.tenants;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.vigil.tenancy.Permitted;
import io.vigil.tenancy.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jspecify.annotations.Nullable;

/** Copies into the API document who may call an operation, so that it is said once, where it is enforced. */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public class PermissionsInDocument implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        permitted(operation.getOperationId()).ifPresent(roles -> {
            operation.addExtension("x-permitted", roles);
            operation.setDescription("Permitted: "
                    + String.join(
                            ", ",
                            roles.stream()
                                    .map(role -> role.toLowerCase(Locale.ROOT))
                                    .toList()));
        });
        return operation;
    }

    /** The id is package, class and method, by the strategy that application.properties sets. */
    private static Optional<List<String>> permitted(@Nullable String id) {
        if (id == null || id.indexOf('_') < 0) return Optional.empty();
        int end = id.lastIndexOf('_');
        try {
            Class<?> resource = Class.forName(
                    id.substring(0, end), false, Thread.currentThread().getContextClassLoader());
            return Arrays.stream(resource.getDeclaredMethods())
                    .filter(method -> method.getName().equals(id.substring(end + 1)))
                    .flatMap(method -> Optional.ofNullable(method.getAnnotation(Permitted.class)).stream())
                    .map(permission ->
                            Arrays.stream(permission.value()).map(Role::name).toList())
                    .findFirst();
        } catch (ClassNotFoundException notOurs) {
            return Optional.empty();
        }
    }
}
