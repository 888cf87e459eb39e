package io.vigil.scanner.sandbox;

import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.UnitFailed;
import io.vigil.sandbox.DemoAccounts;
import io.vigil.sandbox.Sandbox;
import io.vigil.sandbox.SandboxOptions;
import io.vigil.scanner.aws.AwsEndpoint;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.AwsTimeouts;
import io.vigil.scanner.aws.AwsTransport;
import io.vigil.scanner.aws.Door;
import io.vigil.scanner.aws.EnterAccount;
import io.vigil.scanner.aws.Entry;
import io.vigil.scanner.aws.RateLimits;
import io.vigil.scanner.aws.SessionPolicies;
import io.vigil.scanner.collect.Collectors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The demo accounts in a sandbox of their own, and a door into each. */
final class DemoLab implements AutoCloseable {
    static final List<AccountId> ACCOUNTS = List.of(
            new AccountId(DemoAccounts.PRODUCTION),
            new AccountId(DemoAccounts.STAGING),
            new AccountId(DemoAccounts.WELL_KEPT));
    static final List<Region> REGIONS = List.of(new Region("eu-central-1"), new Region("us-east-1"));

    static final String EXTERNAL_ID = "lab-0123456789abcdef0123456789abcdef";

    /** There is nobody beside us. */
    private static final double EVERYTHING = 1;

    private static final int TRIES = 20;

    final Sandbox sandbox;
    private final AwsTransport transport;

    private DemoLab(Sandbox sandbox, AwsTransport transport) {
        this.sandbox = sandbox;
        this.transport = transport;
    }

    /** Puts the accounts into a folder, with trust in this lab. */
    static Path accounts(Path folder) throws IOException {
        DemoAccounts.copyTo(folder);
        for (AccountId account : ACCOUNTS) DemoAccounts.trust(folder, account.value(), EXTERNAL_ID);
        return folder;
    }

    static DemoLab start(Path accounts, AwsTimeouts timeouts) throws IOException {
        return start(SandboxOptions.of(accounts), timeouts);
    }

    static DemoLab start(SandboxOptions options, AwsTimeouts timeouts) throws IOException {
        Sandbox sandbox = Sandbox.start(options);
        return new DemoLab(
                sandbox, new AwsTransport(AwsEndpoint.at(sandbox.uri()), timeouts, new RateLimits(EVERYTHING)));
    }

    AwsSession enter(AccountId account) throws InterruptedException {
        SandboxOptions.Principal own = SandboxOptions.Principal.LOCAL;
        EnterAccount enter = new EnterAccount(
                transport,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(own.accessKey(), own.secretKey())),
                REGIONS.getFirst(),
                new SessionPolicies(Collectors.ALL.operations(), IamActions::of));
        Door door = new Door(
                new TenantId(UUID.randomUUID()), account, Optional.of("VigilReadOnly"), Optional.of(EXTERNAL_ID));
        Entry entry = enter.enter(door);
        // the limits of some tests are so short that a busy machine misses them
        for (int again = 0; again < TRIES && isOurFault(entry); again++) entry = enter.enter(door);
        if (entry instanceof Entry.Entered(AwsSession session)) return session;
        throw new AssertionError(entry.toString());
    }

    private static boolean isOurFault(Entry entry) {
        return entry instanceof Entry.Refused(var cause, var message) && cause == UnitFailed.Cause.VIGIL_FAULT;
    }

    @Override
    public void close() {
        transport.close();
        sandbox.close();
    }
}
