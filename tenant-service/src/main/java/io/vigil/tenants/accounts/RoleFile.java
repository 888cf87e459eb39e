package io.vigil.tenants.accounts;

import io.vigil.checks.iam.ReadRole;
import io.vigil.checks.iam.RoleFormat;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/**
 * A role in one file.
 *
 * @param type for HTTP
 */
record RoleFile(String format, String name, String type, String text) {
    static final String YAML = "application/yaml";

    /** @throws IllegalArgumentException for a format that is several files */
    static RoleFile of(ReadRole role, RoleFormat format) {
        Map.Entry<String, String> file = format.files(role).firstEntry();
        return new RoleFile(format.name(), file.getKey(), type(format), file.getValue());
    }

    private static String type(RoleFormat format) {
        return switch (format) {
            case CLOUDFORMATION -> YAML;
            case TERRAFORM -> "text/plain;charset=UTF-8";
            case CLI -> "text/x-shellscript;charset=UTF-8";
            case JSON -> throw new IllegalArgumentException("a role as JSON is several files");
        };
    }

    Response download() {
        return Response.ok(text, type)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
