package io.vigil.reports.attestations;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an attestation and its evidence may be. */
@ConfigMapping(prefix = "vigil.attestations")
interface AttestationsConfig {

    /** Calendar months from the request to the last day at most. */
    @WithDefault("13")
    int longestMonths();

    /** Attestations of a tenant that wait or are in force at once. */
    @WithDefault("2000")
    int most();

    /** Files of one attestation. */
    @WithDefault("10")
    int mostFiles();

    /** Bytes of one file; neither gateway nor service takes more than 11 MiB, whatever stands here. */
    @WithDefault("10485760")
    long largestFile();

    /** Bytes of all evidence of a tenant. */
    @WithDefault("2147483648")
    long room();
}
