package io.vigil.checks.aws.kms;

import io.vigil.checks.Read;
import java.util.Map;

/**
 * What is known of data at rest, whatever it rests in.
 *
 * @param held false for an instance whose cluster holds the data of both
 * @param tags of what holds it, where its class stands
 * @param keyTier whose key encrypts it: {@code NONE}, {@code AWS_OWNED}, {@code AWS_MANAGED}, {@code CUSTOMER_MANAGED} or
 *     {@code CUSTOMER_HSM}, each harder to misuse than the one before
 */
public record StoredData(boolean held, Read<Map<String, String>> tags, Read<String> keyTier) {}
