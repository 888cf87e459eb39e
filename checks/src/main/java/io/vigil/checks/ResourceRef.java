package io.vigil.checks;

import io.vigil.contracts.Region;

/**
 * Which resource, without what is known of it.
 *
 * @param region where it lives, {@code global} if nowhere
 * @param arnOrId its ARN, or its id where AWS has no ARN
 * @param name what people call it
 */
public record ResourceRef(ResourceType<?> type, Region region, String arnOrId, String name) {}
