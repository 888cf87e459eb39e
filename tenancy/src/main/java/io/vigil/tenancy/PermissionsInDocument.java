package io.vigil.tenancy;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.jspecify.annotations.Nullable;

/** Copies into the API document who may call an operation, so that it is said once, where it is enforced. */
@OpenApiFilter(OpenApiFilter.RunStage.RUN)
public class PermissionsInDocument implements OASFilter {

    @Override
    public Operation filterOperation(Operation operation) {
        permitted(operation.getOperationId()).ifPresent(permission -> {
            operation.addExtension("x-permitted", names(permission.value()));
            operation.addExtension("x-without-grant", names(permission.withoutGrant()));
            String free = permission.withoutGrant().length == 0
                    ? ""
                    : "; without a grant: " + spoken(permission.withoutGrant());
            operation.setDescription("Permitted: " + spoken(permission.value()) + free);
        });
        return operation;
    }

    private static List<String> names(Role[] roles) {
        return Arrays.stream(roles).map(Role::name).toList();
    }

    private static String spoken(Role[] roles) {
        return Arrays.stream(roles)
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /** The id is package, class and method, by the strategy that application.properties sets. */
    private static Optional<Permitted> permitted(@Nullable String id) {
        if (id == null || id.indexOf('_') < 0) return Optional.empty();
        int end = id.lastIndexOf('_');
        try {
            Class<?> resource = Class.forName(
                    id.substring(0, end), false, Thread.currentThread().getContextClassLoader());
            return Arrays.stream(resource.getDeclaredMethods())
                    .filter(method -> method.getName().equals(id.substring(end + 1)))
                    .flatMap(method -> Optional.ofNullable(method.getAnnotation(Permitted.class)).stream())
                    .findFirst();
        } catch (ClassNotFoundException notOurs) {
            return Optional.empty();
        }
    }
}
