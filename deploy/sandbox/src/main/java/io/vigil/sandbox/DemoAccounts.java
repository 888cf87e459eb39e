package io.vigil.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The accounts that come with the sandbox: a mixed one, a badly kept one and a well kept one. */
public final class DemoAccounts {
    public static final String PRODUCTION = "111122223333";
    public static final String STAGING = "444455556666";
    public static final String WELL_KEPT = "777788889999";

    private static final String ROOT = "demo/accounts/";

    private DemoAccounts() {}

    /**
     * Copies the demo accounts into a folder; an account that is there already is left as it is, with a person's edits.
     *
     * @return the ids of the accounts that were copied
     */
    public static Set<String> copyTo(Path accounts) throws IOException {
        var copied = new HashSet<String>();
        var left = new HashSet<String>();
        for (var entry : ClassPathEntries.below(ROOT)) {
            var relative = entry.substring(ROOT.length());
            var account = relative.contains("/") ? relative.substring(0, relative.indexOf('/')) : "";
            if (!entry.endsWith(".json") || left.contains(account)) {
                continue;
            }
            if (!copied.contains(account) && Files.isDirectory(accounts.resolve(account))) {
                left.add(account);
                continue;
            }
            copied.add(account);
            var target = accounts.resolve(relative);
            Files.createDirectories(target.resolveSibling("."));
            try (InputStream content = DemoAccounts.class.getResourceAsStream("/" + entry)) {
                if (content == null) {
                    throw new IOException("the demo file " + entry + " is not readable");
                }
                Files.copy(content, target);
            }
        }
        return Set.copyOf(copied);
    }

    /**
     * Writes what the customer of an account does by deploying the role: VigilReadOnly trusts the platform's account with
     * this ExternalId only.
     */
    public static void trust(Path accounts, String account, String externalId) throws IOException {
        var file = accounts.resolve(account).resolve("global/iam/trust/VigilReadOnly.json");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": {"AWS": "arn:aws:iam::%s:root"},
                      "Action": "sts:AssumeRole",
                      "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}
                    }
                  ]
                }
                """.formatted(SandboxOptions.Principal.LOCAL.account(), externalId));
    }
}
