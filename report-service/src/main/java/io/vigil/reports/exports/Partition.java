package io.vigil.reports.exports;

import io.vigil.reports.findings.Finding;

/** A part of AWS that knows nothing of the others. */
enum Partition {
    CHINA("aws-cn", "cn-", "cn-north-1"),
    GOV_CLOUD("aws-us-gov", "us-gov-", "us-gov-west-1"),
    /** All that is no other. */
    COMMERCIAL("aws", "", "us-east-1");

    private final String id;
    private final String regions;
    private final String home;

    /**
     * @param regions how the codes of its regions begin
     * @param home where its global services answer
     */
    Partition(String id, String regions, String home) {
        this.id = id;
        this.regions = regions;
        this.home = home;
    }

    /** As ARNs name it. */
    String id() {
        return id;
    }

    /** By the region that it lives in, and of what lives in none by its ARN. */
    static Partition of(Finding finding) {
        for (Partition partition : values())
            if (finding.region().isGlobal()
                    ? finding.resource().startsWith("arn:" + partition.id + ":")
                    : finding.region().value().startsWith(partition.regions)) return partition;
        return COMMERCIAL;
    }

    /** Of what lives in no region that in which global services answer. */
    String regionOf(Finding finding) {
        return finding.region().isGlobal() ? home : finding.region().value();
    }
}
