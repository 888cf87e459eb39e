package io.vigil.scanner;

/**
 * Enough carriers of virtual threads. A virtual thread that loads a class keeps its carrier, and all carriers can come to
 * wait for a lock that is promised to a thread without one: with one carrier a processor, the JVM's default, a scan on two
 * processors stood still for ever. More than there are collectors of two units cannot all wait.
 */
public final class Carriers {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";
    private static final int ENOUGH = 256;

    private Carriers() {}

    /** Before the process starts its first virtual thread; another number that somebody set stays. */
    public static void provide() {
        if (System.getProperty(PARALLELISM) == null) System.setProperty(PARALLELISM, Integer.toString(ENOUGH));
    }
}
