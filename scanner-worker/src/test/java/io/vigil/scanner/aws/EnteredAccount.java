package io.vigil.scanner.aws;

import io.vigil.checks.Read;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import io.vigil.contracts.TenantId;
import io.vigil.scanner.TestAccount;
import io.vigil.scanner.collect.Collectors;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;

/** Somebody in the test account, with what stands between it and a collector. */
final class EnteredAccount implements AutoCloseable {
    static final Region FRANKFURT = new Region("eu-central-1");
    static final AccountId ID = new AccountId(TestAccount.ID);
    static final String VPCS = "ec2:DescribeVpcs";

    private static final AwsTimeouts TIMEOUTS =
            new AwsTimeouts(Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofSeconds(20));

    final TestAccount account;
    final AwsTransport transport;

    EnteredAccount(TestAccount account) {
        this.account = account;
        this.transport = transport(account.uri());
    }

    static AwsTransport transport(URI endpoint) {
        return new AwsTransport(AwsEndpoint.at(endpoint), TIMEOUTS, new RateLimits());
    }

    EnterAccount enter() {
        return new EnterAccount(
                transport,
                TestAccount.credentials(),
                FRANKFURT,
                new SessionPolicies(Collectors.ALL.operations(), IamActions::of));
    }

    static Door door() {
        return new Door(
                new TenantId(UUID.randomUUID()),
                ID,
                Optional.of(TestAccount.ROLE),
                Optional.of(TestAccount.EXTERNAL_ID));
    }

    AwsCalls calls() throws InterruptedException {
        if (enter().enter(door()) instanceof Entry.Entered(AwsSession session)) return calls(session);
        throw new AssertionError("the test account lets nobody in");
    }

    /** A session that nobody had to open, for an endpoint that is no AWS. */
    static AwsCalls calls(AwsTransport transport, String... services) {
        AwsCredentialsProvider own = TestAccount.credentials();
        Map<String, AwsCredentialsProvider> credentials =
                Set.of(services).stream().collect(java.util.stream.Collectors.toMap(service -> service, s -> own));
        return calls(new AwsSession(transport, ID, credentials));
    }

    private static AwsCalls calls(AwsSession session) {
        return new AwsCalls(session, IamActions::of).declaring(Collectors.ALL.operations());
    }

    static Read<DescribeVpcsResponse> vpcs(AwsCalls calls) throws InterruptedException {
        return calls.get(
                Ec2Client.class, FRANKFURT, DescribeVpcsRequest.builder().build(), Ec2Client::describeVpcs);
    }

    long sent(String service, String operation) {
        return account.sandbox().calls().of(service, operation);
    }

    @Override
    public void close() {
        transport.close();
    }
}
