package io.vigil.reports.exports;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event of the class Compliance Finding (2003) of OCSF {@link #SCHEMA}, with the profiles cloud and incident; times are
 * milliseconds since 1970. Components are named as OCSF's attributes, in its words with great letters in place of underscores. Source:
 * schema.ocsf.io, {@code events/findings/compliance_finding.json} and what that extends.
 */
record OcsfEvent(
        int activityId,
        String activityName,
        int categoryUid,
        String categoryName,
        int classUid,
        String className,
        long typeUid,
        String typeName,
        long time,
        int timezoneOffset,
        int severityId,
        String severity,
        int statusId,
        String status,
        String message,
        Metadata metadata,
        FindingInfo findingInfo,
        Compliance compliance,
        @Nullable Remediation remediation,
        List<Resource> resources,
        Cloud cloud,
        List<Observable> observables,
        @Nullable User assignee,
        List<Ticket> tickets,
        Map<String, Object> unmapped) {
    static final String SCHEMA = "1.5.0";
    static final int FINDINGS = 2;
    static final int COMPLIANCE_FINDING = 2003;

    record Metadata(
            String version,
            Product product,
            List<String> profiles,
            String uid,
            String tenantUid,
            String eventCode,
            long modifiedTime) {}

    record Product(String name, String vendorName, String uid, String version) {}

    record FindingInfo(
            String uid,
            String title,
            String desc,
            List<String> types,
            Analytic analytic,
            long createdTime,
            long firstSeenTime,
            long lastSeenTime,
            long modifiedTime,
            String srcUrl) {}

    /** What found it. */
    record Analytic(String uid, String name, String type, int typeId) {}

    record Compliance(
            String control,
            List<String> standards,
            List<String> requirements,
            int statusId,
            String status,
            String statusCode,
            List<String> statusDetails) {}

    record Remediation(String desc, List<String> references) {}

    record Resource(String uid, String name, String type, String region, String cloudPartition) {}

    record Cloud(String provider, Account account, String region) {}

    record Account(String uid, String name, String type, int typeId) {}

    record Observable(String name, String type, int typeId, String value) {}

    record User(String uid, String displayName) {}

    record Ticket(String uid, String srcUrl, String type, int typeId) {}

    /** A number of one of OCSF's lists, and its caption. */
    record Choice(int id, String caption) {}
}
