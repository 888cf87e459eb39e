package io.vigil.scanner.aws;

import java.net.URI;
import java.util.Optional;

/**
 * Where AWS is: itself, or one address that answers for all of it.
 *
 * @param override speaks for every service and region; S3 is then asked by path, not by host name
 */
public record AwsEndpoint(Optional<URI> override) {
    public static final AwsEndpoint AWS = new AwsEndpoint(Optional.empty());

    public AwsEndpoint {
        override.ifPresent(uri -> {
            if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())))
                throw new IllegalArgumentException("AWS endpoint '%s' is not an http(s) URL".formatted(uri));
        });
    }

    public static AwsEndpoint at(URI uri) {
        return new AwsEndpoint(Optional.of(uri));
    }
}
