package io.vigil.scanner.aws;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.xml.stream.XMLInputFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3control.S3ControlClientBuilder;

/** Everything below AWS's clients that belongs to no customer: connections, timers, rate limits, counts. */
public final class AwsTransport implements AutoCloseable {
    private static final int MAX_CONNECTIONS = 200;
    private static final int TIMER_THREADS = 2;

    // the JDK otherwise looks through every jar for one, at each answer in XML
    static {
        System.setProperty(
                "javax.xml.stream.XMLInputFactory",
                XMLInputFactory.newDefaultFactory().getClass().getName());
    }

    private final AwsEndpoint endpoint;
    private final AwsTimeouts timeouts;
    private final RateLimits limits;
    private final CallCounts counts = new CallCounts();
    private final SdkHttpClient http;
    private final ScheduledExecutorService timers = Executors.newScheduledThreadPool(
            TIMER_THREADS, Thread.ofPlatform().daemon().name("aws-timer-", 0).factory());

    public AwsTransport(AwsEndpoint endpoint, AwsTimeouts timeouts, RateLimits limits) {
        this.endpoint = endpoint;
        this.timeouts = timeouts;
        this.limits = limits;
        this.http = ApacheHttpClient.builder()
                .maxConnections(MAX_CONNECTIONS)
                .connectionTimeout(timeouts.connect())
                .connectionAcquisitionTimeout(timeouts.call())
                .socketTimeout(timeouts.attempt().plus(Duration.ofSeconds(1)))
                .build();
    }

    /** Of all accounts together, since the process began. */
    public CallCounts counts() {
        return counts;
    }

    /** @param account whose limits the calls count against */
    <C extends SdkClient> C client(
            Class<C> client, AccountId account, Region region, AwsCredentialsProvider credentials) {
        AwsService service = AwsService.of(client);
        Region at = service.endpointFor(region);
        AwsSyncClientBuilder<?, ?> builder = service.newBuilder();
        builder.httpClient(http);
        if (builder instanceof software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<?, ?> aws)
            build(aws, service, account, at, credentials);
        return client.cast(((software.amazon.awssdk.utils.builder.SdkBuilder<?, ?>) builder).build());
    }

    private void build(
            software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<?, ?> builder,
            AwsService service,
            AccountId account,
            Region at,
            AwsCredentialsProvider credentials) {
        CountedCalls counted = new CountedCalls(service, counts);
        ClientOverrideConfiguration.Builder overrides = ClientOverrideConfiguration.builder()
                .apiCallTimeout(timeouts.call())
                .apiCallAttemptTimeout(timeouts.attempt())
                .retryStrategy(Retrying.strategy(() -> limits.slowDown(account, at, service)))
                .scheduledExecutorService(timers)
                .addExecutionInterceptor(new PacedCalls(limits, account, at, service, counts))
                .addExecutionInterceptor(new AnswerGuard(service))
                .addExecutionInterceptor(counted)
                .addMetricPublisher(counted);
        endpoint.override().ifPresent(uri -> {
            builder.endpointOverride(builder instanceof S3ControlClientBuilder ? OneHost.named(uri) : uri);
            overrides
                    .putAdvancedOption(SdkAdvancedClientOption.DISABLE_HOST_PREFIX_INJECTION, true)
                    .addExecutionInterceptor(new OneHost(uri));
            if (builder instanceof S3BaseClientBuilder<?, ?> s3) s3.forcePathStyle(true);
        });
        builder.region(software.amazon.awssdk.regions.Region.of(at.value()))
                .credentialsProvider(credentials)
                .overrideConfiguration(overrides.build());
    }

    @Override
    public void close() {
        timers.shutdownNow();
        http.close();
    }
}
