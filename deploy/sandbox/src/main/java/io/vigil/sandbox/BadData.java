package io.vigil.sandbox;

/** A file of an account that does not have the shape of AWS's answer; the message names the file and the place in it. */
final class BadData extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadData(String message) {
        super(message);
    }

    /** @param source the file, relative to the accounts' folder */
    BadData in(String source) {
        return new BadData(source + ": " + getMessage());
    }

    BadData within(String place) {
        var text = String.valueOf(getMessage());
        var separator = text.startsWith(".") || text.startsWith("[") ? "" : ": ";
        return new BadData(place + separator + text);
    }
}
