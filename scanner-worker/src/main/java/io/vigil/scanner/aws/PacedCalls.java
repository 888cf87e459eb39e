package io.vigil.scanner.aws;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.Region;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Makes every request, each page and each retry of its own, wait for a token of its bucket, and counts it. */
final class PacedCalls implements ExecutionInterceptor {
    /** Carried by a request that is made for a unit, so that the unit knows its own count. */
    static final ExecutionAttribute<CallCounts> UNIT = new ExecutionAttribute<>("io.vigil.scanner.unit-calls");

    /** Set at the first attempt, whose token was taken before the SDK's clock began to run. */
    private static final ExecutionAttribute<Boolean> PAID = new ExecutionAttribute<>("io.vigil.scanner.paid");

    private final RateLimits limits;
    private final AccountId account;
    private final Region region;
    private final AwsService service;
    private final CallCounts everything;

    PacedCalls(RateLimits limits, AccountId account, Region region, AwsService service, CallCounts everything) {
        this.limits = limits;
        this.account = account;
        this.region = region;
        this.service = service;
        this.everything = everything;
    }

    /** Outside of the SDK's own time limits: waiting for a token is no slowness of AWS. */
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        await(name(attributes));
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        String name = name(attributes);
        if (attributes.getAttribute(PAID) != null) await(name);
        attributes.putAttribute(PAID, true);
        String operation = service + ":" + name;
        everything.called(operation);
        CallCounts ofUnit = attributes.getAttribute(UNIT);
        if (ofUnit != null) ofUnit.called(operation);
    }

    private void await(String operation) {
        try {
            limits.await(account, region, service, operation);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while waiting to call " + service, stop);
        }
    }

    private static String name(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
