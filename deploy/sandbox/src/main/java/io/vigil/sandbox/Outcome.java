package io.vigil.sandbox;

/** What becomes of a request on the wire. */
sealed interface Outcome {

    record Reply(WireResponse response) implements Outcome {}

    /** The whole length is announced, half of it sent. */
    record Truncated(WireResponse response) implements Outcome {}

    record Dropped() implements Outcome {}
}
