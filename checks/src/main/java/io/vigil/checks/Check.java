package io.vigil.checks;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.Layer;
import io.vigil.contracts.Owner;
import io.vigil.contracts.Severity;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * What a check tells people of itself, without its predicate.
 *
 * @param service folder of its file, such as {@code ec2}
 * @param owner who must act when it fails
 * @param resourceTypes what it judges, at least one; it reads alike on all of them
 * @param message the sentence of a failure, with its expressions in braces
 * @param params its parameters with their defaults; a pack may override them, by values of the same type
 * @param bounds of those parameters that are not free, by their name
 * @param revision SHA-256 of its file, so that a verdict can be traced to the words that gave it
 */
public record Check(
        CheckId id,
        String title,
        Severity severity,
        Layer layer,
        String service,
        Owner owner,
        List<ResourceType<?>> resourceTypes,
        String message,
        String risk,
        String remediation,
        List<URI> references,
        Map<String, Object> params,
        Map<String, Bounds> bounds,
        String revision) {}
