package io.vigil.checks.aws.ecr;

import io.vigil.checks.Read;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container image, not an index of several ones nor another artifact.
 *
 * @param digest such as {@code sha256:…}
 * @param vulnerabilities how many of each severity ({@code CRITICAL} …) its last completed scan found, severities without
 *     any left out; empty when it was never scanned
 */
public record EcrImage(
        String digest, List<String> tags, Instant pushedAt, Read<Optional<Map<String, Integer>>> vulnerabilities) {}
