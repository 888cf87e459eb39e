package io.vigil.reports.subscriptions;

import java.time.Duration;

/** The service's configuration with another idea of what is late. */
record ConfigWith(SubscriptionsConfig rest, Duration misfireAfter) implements SubscriptionsConfig {
    @Override
    public Duration poll() {
        return rest.poll();
    }

    @Override
    public int mostOfATenant() {
        return rest.mostOfATenant();
    }

    @Override
    public Duration confirmWithin() {
        return rest.confirmWithin();
    }

    @Override
    public int questionsPerAddress() {
        return rest.questionsPerAddress();
    }

    @Override
    public int questionsPerTenant() {
        return rest.questionsPerTenant();
    }

    @Override
    public Duration keepLog() {
        return rest.keepLog();
    }
}
