package io.vigil.tenants.transfers;

import java.time.Instant;

/**
 * An offer that is open: until then the other customer may take the account.
 *
 * @param customer the slug to which the code is good
 */
record Transfer(String customer, Instant until) {

    /** @param code the one time that it is shown; its digest is kept */
    record Made(String customer, Instant until, String code) {
        @Override
        public String toString() {
            return "Made[customer=%s, until=%s]".formatted(customer, until);
        }
    }
}
