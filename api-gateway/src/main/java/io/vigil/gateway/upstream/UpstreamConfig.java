package io.vigil.gateway.upstream;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Where the services behind the gateway answer. */
@ConfigMapping(prefix = "vigil.upstream")
public interface UpstreamConfig {

    /** Address of tenant-service; from {@code VIGIL_TENANT_SERVICE_URL}. */
    URI tenantService();

    /** Address of report-service; from {@code VIGIL_REPORT_SERVICE_URL}. */
    URI reportService();

    /** How long a service may take to accept a connection before its part of a page says that it does not answer. */
    @WithDefault("PT2S")
    Duration connectTimeout();

    /** How long a page waits for one answer. */
    @WithDefault("PT10S")
    Duration answerTimeout();
}
