package io.vigil.checks.aws.ec2;

/**
 * An entry of a prefix list.
 *
 * @param block of IPv4 or IPv6 addresses
 */
public record PrefixListBlock(String prefixListId, String block) {}
