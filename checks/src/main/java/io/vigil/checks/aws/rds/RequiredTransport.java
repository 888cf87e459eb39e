package io.vigil.checks.aws.rds;

/**
 * Whether a database refuses connections that are not encrypted.
 *
 * @param tlsPort whether it listens for TLS on a port beside the plain one, as Oracle's option SSL does
 * @param setting what decides it, such as {@code rds.force_ssl is 0 in parameter group default.postgres14}
 */
public record RequiredTransport(boolean required, boolean tlsPort, String setting) {}
