package io.vigil.reports.exceptions;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EventJson;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Which findings an exception is about: those for which all that is given holds. At least a check, a resource or a tag is.
 *
 * @param account null for every account of the tenant
 * @param resource as findings name it, in whatever account and region it is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Scope(
        @Nullable AccountId account,
        @Nullable CheckId check,

        @Nullable
        @Size(min = 1, max = 2048, message = "must be 1 to 2048 characters")
        @Pattern(regexp = ONE_LINE, message = "must be one line without control characters")
        String resource,

        @Nullable @Valid Tag tag) {
    static final String ONE_LINE = "[^\\p{Cc}\\p{Cs}\\u2028\\u2029]*";

    private static final String RESOURCE = """
            md5(f.resource) = md5(:scopeResource::text) and f.resource = :scopeResource""";

    /** A resource's tags are one line of JSON whose keys and values are texts; {@link Tag#text} cannot stand in it otherwise. */
    static final String TAGGED = "(strpos(r.tags, '{' || TAG) > 0 or strpos(r.tags, ',' || TAG) > 0)";

    private static final String TAG = """
            exists (select from resource r where r.tenant_id = f.tenant_id
              and md5(r.resource) = md5(f.resource) and r.resource = f.resource
              and r.account = f.account and r.region = f.region and r.resource_type = f.resource_type and TAGGED)
            """.replace("TAGGED", TAGGED.replace("TAG", ":scopeTag::text"));

    /** A tag of a resource, by its latest inventory; AWS lets a value be empty, and both tell great letters from small ones. */
    @Schema(name = "ResourceTag")
    public record Tag(
            @NotNull(message = "is missing")
            @Size(min = 1, max = 128, message = "must be 1 to 128 characters")
            @Pattern(regexp = ONE_LINE, message = "must be one line without control characters")
            String key,

            @NotNull(message = "is missing")
            @Size(max = 256, message = "must be at most 256 characters")
            @Pattern(regexp = ONE_LINE, message = "must be one line without control characters")
            String value) {

        /** Such as {@code "team":"data"}. */
        String text() {
            try {
                String object = EventJson.MAPPER.writeValueAsString(Map.of(key, value));
                return object.substring(1, object.length() - 1);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Whether it leaves out what is neither of one check, nor of one resource, nor tagged. */
    boolean bounded() {
        return check != null || resource != null || tag != null;
    }

    /** As a condition on {@code finding f}. */
    String where() {
        StringBuilder where = new StringBuilder("true");
        if (account != null) where.append(" and f.account = :scopeAccount::bpchar");
        if (check != null) where.append(" and f.check_id = :scopeCheck");
        if (resource != null) where.append(" and ").append(RESOURCE);
        if (tag != null) where.append(" and ").append(TAG);
        return where.toString();
    }

    <S extends SqlStatement<S>> S bind(S statement) {
        if (account != null) statement.bind("scopeAccount", account.value());
        if (check != null) statement.bind("scopeCheck", check.value());
        if (resource != null) statement.bind("scopeResource", resource);
        if (tag != null) statement.bind("scopeTag", tag.text());
        return statement;
    }

    /** For the audit trail. */
    Map<String, Object> said() {
        Map<String, Object> said = new LinkedHashMap<>();
        Optional.ofNullable(account).ifPresent(given -> said.put("account", given.value()));
        Optional.ofNullable(check).ifPresent(given -> said.put("check", given.value()));
        Optional.ofNullable(resource).ifPresent(given -> said.put("resource", given));
        Optional.ofNullable(tag)
                .ifPresent(given -> said.put("tag", Map.of("key", given.key(), "value", given.value())));
        return said;
    }
}
