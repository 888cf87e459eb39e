package io.vigil.scanner.aws;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkClient;

/** Entered into one account, for one tenant: its clients, each with the credentials of its service's group. */
public final class AwsSession {
    private record Wanted(Class<? extends SdkClient> client, Region endpoint) {}

    private final AwsTransport transport;
    private final AccountId account;
    private final Map<String, AwsCredentialsProvider> credentialsByService;
    private final Map<Wanted, SdkClient> clients = new ConcurrentHashMap<>();

    /** @param credentialsByService by the prefix of operations, such as {@code ec2} */
    AwsSession(AwsTransport transport, AccountId account, Map<String, AwsCredentialsProvider> credentialsByService) {
        this.transport = transport;
        this.account = account;
        this.credentialsByService = Map.copyOf(credentialsByService);
    }

    public AccountId account() {
        return account;
    }

    /** The client that answers for the region; the SDK renews its credentials before they expire. */
    <C extends SdkClient> C client(Class<C> client, Region region) {
        AwsService service = AwsService.of(client);
        AwsCredentialsProvider credentials = credentialsByService.get(service.prefix);
        if (credentials == null)
            throw new IllegalStateException("no session of account %s covers service %s".formatted(account, service));
        Region endpoint = service.endpointFor(region);
        return client.cast(clients.computeIfAbsent(
                new Wanted(client, endpoint), wanted -> transport.client(client, account, endpoint, credentials)));
    }
}
