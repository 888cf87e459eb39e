package io.vigil.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How a sandbox runs.
 *
 * @param accounts folder with one folder an account
 * @param port 0 = any free one
 * @param pageSize items a page at most, however many are asked for
 * @param latency how long every answer is held back
 * @param principal the long-lived credentials of who assumes roles
 */
public record SandboxOptions(
        Path accounts, int port, int pageSize, Duration latency, Principal principal, InstantSource clock) {

    private static final int DEFAULT_PAGE_SIZE = 50;

    /** The platform's own principal, in an account of its own. */
    public record Principal(String accessKey, String secretKey, String account, String arn) {
        /** What the local stack and the tests use; the trust policies of the demo accounts name its account. */
        public static final Principal LOCAL = new Principal(
                "AKIAVIGILSANDBOX0000",
                "vigil/sandbox/local/secret/key/000000000",
                "999988887777",
                "arn:aws:iam::999988887777:user/vigil-scanner");

        @Override
        public String toString() {
            return "Principal[" + arn + "]";
        }
    }

    public SandboxOptions {
        if (!java.nio.file.Files.isDirectory(accounts)) {
            throw new IllegalArgumentException("the accounts' folder " + accounts + " does not exist");
        }
        if (pageSize < 1) {
            throw new IllegalArgumentException("a page has at least one item, not " + pageSize);
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
        }
    }

    public static SandboxOptions of(Path accounts) {
        return new SandboxOptions(
                accounts, 0, DEFAULT_PAGE_SIZE, Duration.ZERO, Principal.LOCAL, InstantSource.system());
    }

    public SandboxOptions pageSize(int items) {
        return new SandboxOptions(accounts, port, items, latency, principal, clock);
    }

    public SandboxOptions latency(Duration each) {
        return new SandboxOptions(accounts, port, pageSize, each, principal, clock);
    }

    public SandboxOptions clock(InstantSource other) {
        return new SandboxOptions(accounts, port, pageSize, latency, principal, other);
    }
}
