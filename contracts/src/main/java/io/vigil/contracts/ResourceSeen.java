package io.vigil.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource that a unit read.
 *
 * @param digest SHA-256 of the document's canonical JSON, lower-case hex
 * @param document without secrets; null when it is larger than 200 KiB (then only the digest travels)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResourceSeen(
        Region region,
        String resource,
        String resourceType,
        String resourceName,
        Map<String, String> tags,
        String digest,
        @Nullable Map<String, Object> document) {}
