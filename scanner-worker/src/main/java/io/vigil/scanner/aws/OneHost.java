package io.vigil.scanner.aws;

import java.net.URI;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Keeps the host of an overriding endpoint as it was given. S3 Control puts the account id before it, also when it is
 * an address; the id travels in a header anyway.
 */
record OneHost(URI endpoint) implements ExecutionInterceptor {
    /** The endpoint by a name: an account id before an address makes no host at all. {@link OneHost} puts it back. */
    static URI named(URI endpoint) {
        return URI.create("%s://localhost:%d%s".formatted(endpoint.getScheme(), port(endpoint), endpoint.getRawPath()));
    }

    private static int port(URI endpoint) {
        if (endpoint.getPort() >= 0) return endpoint.getPort();
        return "https".equals(endpoint.getScheme()) ? 443 : 80;
    }

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().host().equals(endpoint.getHost())
                ? context.httpRequest()
                : context.httpRequest().toBuilder().host(endpoint.getHost()).build();
    }
}
