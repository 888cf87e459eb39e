package io.vigil.scanner.cli;

/** The scan cannot be done; the message is for the person at the terminal. */
final class ScanFailed extends Exception {
    ScanFailed(String message) {
        super(message);
    }
}
