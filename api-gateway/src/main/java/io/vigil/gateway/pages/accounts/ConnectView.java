package io.vigil.gateway.pages.accounts;

/** The form that connects an account, with what was wrong with the last try. */
public record ConnectView(String account, String name, String error) {
    static ConnectView empty() {
        return new ConnectView("", "", "");
    }
}
