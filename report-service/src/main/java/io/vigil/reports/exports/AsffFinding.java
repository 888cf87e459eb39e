package io.vigil.reports.exports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A finding in AWS's Security Finding Format, as {@code BatchImportFindings} takes it. Components are named as AWS's
 * attributes, which begin with a great letter; times are ISO 8601. Source: Security Hub's API reference, {@code
 * AwsSecurityFinding}.
 */
record AsffFinding(
        String schemaVersion,
        String id,
        String productArn,
        String productName,
        String companyName,
        String generatorId,
        String awsAccountId,
        List<String> types,
        String firstObservedAt,
        String lastObservedAt,
        String createdAt,
        String updatedAt,
        Severity severity,
        String title,
        String description,
        @Nullable Remediation remediation,
        String sourceUrl,
        Map<String, String> productFields,
        List<Resource> resources,
        Compliance compliance,
        Workflow workflow,
        String recordState) {
    static final String SCHEMA = "2018-10-08";
    static final int LONGEST_ID = 512;
    static final int LONGEST_TITLE = 256;
    static final int LONGEST_DESCRIPTION = 1024;
    static final int LONGEST_RECOMMENDATION = 512;
    static final int LONGEST_PRODUCT_FIELD = 2048;
    static final int LONGEST_DETAIL = 1024;
    static final int LONGEST_REQUIREMENT = 64;
    static final int MOST_REQUIREMENTS = 32;

    /** @param normalized 0 to 100 */
    record Severity(String label, int normalized, String original) {}

    record Remediation(Recommendation recommendation) {}

    record Recommendation(String text, String url) {}

    record Resource(String type, String id, String partition, String region, Details details) {}

    /** What AWS has no attribute for. */
    record Details(Map<String, String> other) {}

    record Compliance(String status, List<String> relatedRequirements, List<StatusReason> statusReasons) {}

    record StatusReason(String reasonCode, String description) {}

    record Workflow(String status) {}

    /** One call of {@code BatchImportFindings}. */
    record Batch(List<AsffFinding> findings) {
        /** What AWS takes in one call. */
        static final int MOST_FINDINGS = 100;
    }
}
