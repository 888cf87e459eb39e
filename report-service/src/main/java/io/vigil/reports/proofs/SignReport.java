package io.vigil.reports.proofs;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.ReportManifest;
import io.vigil.tenancy.InternalTokens;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;

/** Stands for a report with this service's key: its digest, and what it was made of. */
@ApplicationScoped
public class SignReport {
    private final InternalTokens tokens;

    SignReport(InternalTokens tokens) {
        this.tokens = tokens;
    }

    /** The manifest in the compact form of JWS (RFC 7515, ES256), which {@code ./vigil report verify} checks offline. */
    public String sign(ReportManifest manifest) {
        return tokens.sign(ReportManifest.TYPE, new String(EventJson.bytes(manifest), StandardCharsets.UTF_8));
    }
}
