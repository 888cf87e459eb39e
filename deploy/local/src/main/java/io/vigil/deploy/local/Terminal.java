package io.vigil.deploy.local;

/** What the user sees; lines of parts that start at once do not mix. */
final class Terminal {
    /** Whether somebody watches; the script knows, System.console() tells it from Java 22 on only. */
    private static final boolean LIVE = Boolean.getBoolean("vigil.terminal");

    private static final String ANEW = "\r\u001b[K";

    private static boolean muted;

    private Terminal() {}

    static synchronized void line(String text) {
        if (!muted) {
            System.out.println((LIVE ? ANEW : "") + text);
        }
    }

    /** A line that the next one replaces; only where somebody watches. */
    static synchronized void status(String text) {
        if (LIVE && !muted) {
            System.out.print(ANEW + text);
            System.out.flush();
        }
    }

    /** The last line: what parts that are still starting say of themselves would only hide it. */
    static synchronized void last(String text) {
        line(text);
        muted = true;
    }
}
