package io.vigil.reports.channels;

import java.time.Duration;

/** Limits for what is tried without the service around it. */
record ImpatientConfig(Duration patience) implements ChannelsConfig {

    @Override
    public int mostOfATenant() {
        return 20;
    }

    @Override
    public int largestAnswerBytes() {
        return 16_384;
    }

    @Override
    public Duration keepLog() {
        return Duration.ofDays(90);
    }
}
