package io.vigil.checks.aws.route53;

import io.vigil.checks.Read;

/**
 * A record that leads to a public address or to a bucket.
 *
 * @param name without the dot at its end
 * @param target as the record has it
 * @param address the IPv4 address that it leads to, empty for a bucket
 * @param dangling whether the target is AWS's and anybody can get it
 */
public record PointedRecord(String name, String target, String address, Read<Boolean> dangling) {}
