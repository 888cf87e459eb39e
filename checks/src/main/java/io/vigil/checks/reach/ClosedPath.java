package io.vigil.checks.reach;

/**
 * A way that ends before an instance.
 *
 * @param via as in {@link OpenPath}
 * @param through the network interface, or the balancer's name
 * @param hop the first that leaves nothing over, such as {@code route} (see {@link Hop})
 * @param text for people
 */
public record ClosedPath(String via, String through, String hop, String text) {}
