package io.vigil.deploy.local;

import java.util.List;

/** Tells somebody who sees the platform for the first time where things are. */
final class Guide {
    private Guide() {}

    /** @param demo whether the demo customers are there; else only the provider's administrator can do anything */
    static void show(Addresses addresses, DataFolder folder, boolean demo) {
        Terminal.line("");
        row("portal", addresses.portal(), "log in with the password " + addresses.demoPassword() + " as");
        for (DemoPeople person : demo ? DemoPeople.ALL : List.of(DemoPeople.MSP_ADMIN)) {
            row("", "  " + person.login(), person.who());
        }
        row("mail", addresses.mail(), "what the platform sent; nothing leaves this machine");
        row("AWS", addresses.sandbox(), "what the workers scan");
        if (demo) {
            row("reports", folder.of("reports").toString(), "");
        }
        row("logs", folder.logs().toString(), "");
        row("data", folder.folder.toString(), "delete it to begin anew");
    }

    private static void row(String name, String where, String what) {
        Terminal.line("%-8s %-24s %s".formatted(name, where, what).stripTrailing());
    }
}
