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

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        try {
            limits.await(account, region, service);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted while waiting to call " + service, stop);
        }
        String operation = service + ":" + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        everything.called(operation);
        CallCounts ofUnit = attributes.getAttribute(UNIT);
        if (ofUnit != null) ofUnit.called(operation);
    }
}
