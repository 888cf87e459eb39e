package io.vigil.gateway.pages.accounts;

/**
 * The form that connects an account, with what was wrong with the last try.
 *
 * @param code by which another customer hands the account over; empty without
 */
public record ConnectView(String account, String name, String code, String error) {
    static ConnectView empty() {
        return new ConnectView("", "", "", "");
    }

    ConnectView refused(String why) {
        return new ConnectView(account, name, code, why);
    }
}
