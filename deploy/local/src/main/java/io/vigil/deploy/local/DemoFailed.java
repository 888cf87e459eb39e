package io.vigil.deploy.local;

/** The demo did not get through; the message is one line for the user. */
final class DemoFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemoFailed(String message) {
        super("demo: " + message);
    }
}
