package io.vigil.sandbox;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
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
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3control.S3ControlClientBuilder;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/** Real SDK clients of a sandbox. */
final class Clients {
    static final String ACCOUNT = "111122223333";
    static final String EXTERNAL_ID = "the-right-external-id";
    static final SdkHttpClient HTTP = ApacheHttpClient.create();

    private Clients() {}

    static AwsCredentials principal() {
        var principal = SandboxOptions.Principal.LOCAL;
        return AwsBasicCredentials.create(principal.accessKey(), principal.secretKey());
    }

    static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, URI endpoint, AwsCredentials credentials, String region) {
        if (builder instanceof S3ClientBuilder s3) {
            s3.forcePathStyle(true);
        }
        // the SDK refuses an account id before a numeric address
        var named = builder instanceof S3ControlClientBuilder
                ? URI.create(endpoint.toString().replace("127.0.0.1", "localhost"))
                : endpoint;
        return builder.endpointOverride(named)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(HTTP)
                .overrideConfiguration(config -> config.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(new OneHost(endpoint)))
                .build();
    }

    /** S3 Control puts the account id before the host, which no address can carry; it travels in a header anyway. */
    private record OneHost(URI endpoint) implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().host(endpoint.getHost()).build();
        }
    }

    static StsClient sts(URI endpoint) {
        return client(StsClient.builder(), endpoint, principal(), "eu-central-1");
    }

    static AssumeRoleRequest.Builder readOnly(String account) {
        return AssumeRoleRequest.builder()
                .roleArn("arn:aws:iam::" + account + ":role/VigilReadOnly")
                .roleSessionName("test");
    }

    static AwsCredentials assume(URI endpoint, AssumeRoleRequest request) {
        var issued = sts(endpoint).assumeRole(request).credentials();
        return AwsSessionCredentials.create(issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }

    static AwsCredentials session(URI endpoint) {
        return assume(endpoint, readOnly(ACCOUNT).externalId(EXTERNAL_ID).build());
    }
}
