package io.vigil.scanner.aws;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** Counts how the calls to one service end. The SDK retries silently, so its own metrics tell of throttles. */
record CountedCalls(AwsService service, CallCounts counts) implements ExecutionInterceptor, MetricPublisher {
    /** Error codes by which AWS says that there is no such thing; carried by a request that takes them for an answer. */
    static final ExecutionAttribute<Set<String>> NONE_CODES = new ExecutionAttribute<>("io.vigil.scanner.none-codes");

    private static final ExecutionAttribute<Boolean> SENT_BEFORE =
            new ExecutionAttribute<>("io.vigil.scanner.sent-before");

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(SENT_BEFORE) != null) counts.ended(service, CallOutcome.RETRIED);
        attributes.putAttribute(SENT_BEFORE, true);
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        counts.ended(service, CallOutcome.OK);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        Throwable failure = context.exception();
        if (Retrying.caused(failure, AbortedException.class) == null)
            counts.ended(service, outcome(failure, attributes.getAttribute(NONE_CODES)));
    }

    private static CallOutcome outcome(Throwable failure, @Nullable Set<String> noneCodes) {
        AwsServiceException answered = Retrying.caused(failure, AwsServiceException.class);
        if (answered == null) return CallOutcome.FAILED;
        if (noneCodes != null && noneCodes.contains(Failures.code(answered))) return CallOutcome.OK;
        return Failures.isDenied(answered) ? CallOutcome.DENIED : CallOutcome.FAILED;
    }

    @Override
    public void publish(MetricCollection call) {
        call.childrenWithName("ApiCallAttempt")
                .flatMap(attempt -> attempt.metricValues(CoreMetric.ERROR_TYPE).stream())
                .filter("Throttling"::equals)
                .forEach(throttled -> counts.ended(service, CallOutcome.THROTTLED));
    }

    @Override
    public void close() {}
}
