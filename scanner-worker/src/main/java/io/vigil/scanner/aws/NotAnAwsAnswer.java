package io.vigil.scanner.aws;

/** A success by its status line whose body AWS did not write, such as a proxy's page. */
final class NotAnAwsAnswer extends RuntimeException {
    NotAnAwsAnswer(String message) {
        super(message);
    }
}
