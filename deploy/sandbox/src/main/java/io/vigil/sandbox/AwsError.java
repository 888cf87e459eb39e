package io.vigil.sandbox;

/** What AWS answers instead of a result; rendered in the calling service's own wire form. */
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    AwsError(int status, String code, String message) {
        super(message, null, /* enableSuppression */ false, /* writableStackTrace */ false);
        this.status = status;
        this.code = code;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
