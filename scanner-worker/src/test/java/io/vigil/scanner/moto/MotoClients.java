package io.vigil.scanner.moto;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3control.S3ControlClientBuilder;

/** Clients that build things in moto; the scanner has its own. */
final class MotoClients implements AutoCloseable {
    static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATESTTESTTEST0000", "secret"));

    private final URI endpoint;
    private final SdkHttpClient http = ApacheHttpClient.create();

    MotoClients(URI endpoint) {
        this.endpoint = endpoint;
    }

    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C in(String region, B builder) {
        if (builder instanceof S3BaseClientBuilder<?, ?> s3) s3.forcePathStyle(true);
        return builder.httpClient(http)
                .endpointOverride(builder instanceof S3ControlClientBuilder ? named() : endpoint)
                .overrideConfiguration(o -> o.addExecutionInterceptor(new Endpoint(endpoint.getHost())))
                .region(Region.of(region))
                .credentialsProvider(CREDENTIALS)
                .build();
    }

    /** S3 Control puts the account before the host, which an address does not bear. */
    private URI named() {
        return URI.create("http://localhost:" + endpoint.getPort());
    }

    /** Takes it away again. */
    private record Endpoint(String host) implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().host(host).build();
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
