package io.vigil.checks;

import io.vigil.contracts.Region;
import java.util.Map;

/**
 * A resource as a collector hands it over to be judged.
 *
 * @param region where it lives, {@code global} if nowhere
 * @param arnOrId its ARN, or its id where AWS has no ARN; identifies its findings, so it must not change between scans
 * @param name what people call it; equals {@code arnOrId} where it has no name
 */
public record Resource<R extends Record>(
        ResourceType<R> type, Region region, String arnOrId, String name, Map<String, String> tags, R document) {
    public Resource {
        if (arnOrId.isBlank()) throw new IllegalArgumentException("a resource of type %s has no id".formatted(type));
        if (name.isBlank()) name = arnOrId;
        tags = Map.copyOf(tags);
    }

    public ResourceRef ref() {
        return new ResourceRef(type, region, arnOrId, name);
    }
}
