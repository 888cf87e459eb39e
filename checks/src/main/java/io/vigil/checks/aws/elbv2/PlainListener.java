package io.vigil.checks.aws.elbv2;

import io.vigil.checks.Read;

/**
 * A listener of an application load balancer that speaks HTTP without TLS.
 *
 * @param serves whether it does more than to send clients to HTTPS: some rule forwards requests, or none redirects them
 */
public record PlainListener(int port, Read<Boolean> serves) {}
