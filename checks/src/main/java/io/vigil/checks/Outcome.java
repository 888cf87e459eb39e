package io.vigil.checks;

import io.vigil.contracts.Status;
import io.vigil.contracts.Unread;

/** What a check says of a resource. */
public sealed interface Outcome {

    record Pass() implements Outcome {}

    /** @param message one sentence that says what is wrong */
    record Fail(String message) implements Outcome {}

    record NotApplicable() implements Outcome {}

    record Undetermined(Unread why) implements Outcome {}

    default Status status() {
        return switch (this) {
            case Pass() -> Status.PASS;
            case Fail(var message) -> Status.FAIL;
            case NotApplicable() -> Status.NOT_APPLICABLE;
            case Undetermined(var why) -> Status.UNDETERMINED;
        };
    }
}
