package io.vigil.gateway.upstream;

import java.time.Instant;

/**
 * An account's offer to another customer.
 *
 * @param customer the slug to which the code is good
 */
public record Transfer(String customer, Instant until) {

    /** @param code the one time that it is shown */
    public record Made(String customer, Instant until, String code) {
        @Override
        public String toString() {
            return "Made[customer=%s, until=%s]".formatted(customer, until);
        }
    }
}
