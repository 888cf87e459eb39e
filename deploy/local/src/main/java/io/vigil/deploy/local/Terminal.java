package io.vigil.deploy.local;

/** What the user sees; lines of parts that start at once do not mix. */
final class Terminal {
    private static final boolean LIVE = System.console() != null;

    private Terminal() {}

    static synchronized void line(String text) {
        System.out.println((LIVE ? "\r\u001b[K" : "") + text);
    }

    /** A line that the next one replaces; only where somebody watches. */
    static synchronized void status(String text) {
        if (LIVE) {
            System.out.print("\r\u001b[K" + text);
            System.out.flush();
        }
    }
}
