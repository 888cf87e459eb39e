package io.vigil.scanner.aws;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import org.apache.http.conn.ConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.internal.AwsErrorCode;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/** What is tried again and after how long; every attempt waits for a token of its bucket as well. */
final class Retrying {
    private static final int MAX_ATTEMPTS = 5;
    private static final Set<Integer> PASSING_STATUSES = Set.of(500, 502, 503, 504);

    private Retrying() {}

    /** @param throttled is told of each attempt that AWS throttled */
    static RetryStrategy strategy(Runnable throttled) {
        return StandardRetryStrategy.builder()
                // they would try again where nobody is
                .useClientDefaults(false)
                .maxAttempts(MAX_ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(5)))
                .throttlingBackoffStrategy(
                        BackoffStrategy.exponentialDelay(Duration.ofMillis(500), Duration.ofSeconds(10)))
                .treatAsThrottling(failure -> {
                    if (!isThrottled(failure)) return false;
                    throttled.run();
                    return true;
                })
                .retryOnException(Retrying::mayPass)
                .build();
    }

    private static boolean isThrottled(Throwable failure) {
        return failure instanceof SdkException sdk && RetryUtils.isThrottlingException(sdk);
    }

    private static boolean mayPass(Throwable failure) {
        if (isThrottled(failure) || failure instanceof ApiCallAttemptTimeoutException) return true;
        if (failure instanceof SdkException sdk && RetryUtils.isClockSkewException(sdk)) return true;
        if (failure instanceof AwsServiceException service)
            return PASSING_STATUSES.contains(service.statusCode())
                    || AwsErrorCode.isRetryableErrorCode(
                            service.awsErrorDetails() == null
                                    ? null
                                    : service.awsErrorDetails().errorCode());
        return !unreachable(failure) && caused(failure, IOException.class) != null;
    }

    /** Nobody is there: another attempt would only double what a region costs that is off. */
    static boolean unreachable(Throwable failure) {
        return caused(failure, UnknownHostException.class) != null
                || caused(failure, ConnectTimeoutException.class) != null
                || caused(failure, ConnectException.class) != null
                || caused(failure, NoRouteToHostException.class) != null;
    }

    static <X extends Throwable> @Nullable X caused(Throwable failure, Class<X> by) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause())
            if (by.isInstance(cause)) return by.cast(cause);
        return null;
    }
}
