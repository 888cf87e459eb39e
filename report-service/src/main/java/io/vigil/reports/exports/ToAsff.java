package io.vigil.reports.exports;

import io.vigil.contracts.EventJson;
import io.vigil.reports.exports.About.Told;
import io.vigil.reports.exports.AsffFinding.Compliance;
import io.vigil.reports.exports.AsffFinding.Details;
import io.vigil.reports.exports.AsffFinding.Recommendation;
import io.vigil.reports.exports.AsffFinding.Remediation;
import io.vigil.reports.exports.AsffFinding.Resource;
import io.vigil.reports.exports.AsffFinding.Severity;
import io.vigil.reports.exports.AsffFinding.StatusReason;
import io.vigil.reports.exports.AsffFinding.Workflow;
import io.vigil.reports.findings.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells a finding as AWS Security Hub imports it. Texts that are too long for AWS end with a mark; the whole of a resource's
 * name is among the product's own fields.
 */
final class ToAsff {
    private static final String PRODUCT = "Vigil";
    private static final int DIGEST_SHOWN = 16;

    private final About about;

    ToAsff(About about) {
        this.about = about;
    }

    AsffFinding finding(Finding finding) {
        Told told = about.checks().apply(finding.check());
        Partition partition = Partition.of(finding);
        String region = partition.regionOf(finding);
        String account = finding.account().value();
        return new AsffFinding(
                AsffFinding.SCHEMA,
                "vigil/" + finding.id(),
                "arn:%s:securityhub:%s:%s:product/%s/default".formatted(partition.id(), region, account, account),
                PRODUCT,
                PRODUCT,
                finding.check().value(),
                account,
                AsffTypes.finding(told.standards()),
                finding.firstSeen().toString(),
                finding.lastSeen().toString(),
                finding.firstSeen().toString(),
                finding.lastChanged().toString(),
                severity(finding),
                cut(finding.title(), AsffFinding.LONGEST_TITLE, finding.check().value()),
                cut(finding.message(), AsffFinding.LONGEST_DESCRIPTION, finding.title()),
                remediation(told),
                about.address(finding.id()),
                fields(finding),
                List.of(resource(finding, partition, region)),
                compliance(finding, told),
                new Workflow(workflow(finding)),
                "RESOURCE_GONE".equals(finding.resolution()) ? "ARCHIVED" : "ACTIVE");
    }

    /** AWS asks for numbers in the range of the label: 1 to 39, to 69, to 89, to 100. */
    private static Severity severity(Finding finding) {
        int normalized = switch (finding.severity()) {
            case CRITICAL -> 90;
            case HIGH -> 70;
            case MEDIUM -> 40;
            case LOW -> 1;
        };
        return new Severity(
                finding.severity().name(), normalized, finding.severity().label());
    }

    private static @Nullable Remediation remediation(Told told) {
        if (told.remediation().isBlank()) return null;
        return new Remediation(new Recommendation(
                cut(told.remediation(), AsffFinding.LONGEST_RECOMMENDATION, ""),
                told.references().isEmpty() ? "" : told.references().getFirst().toString()));
    }

    private static Compliance compliance(Finding finding, Told told) {
        return new Compliance(
                switch (finding.status()) {
                    case PASS -> "PASSED";
                    case FAIL -> "FAILED";
                    case UNDETERMINED -> "WARNING";
                    case NOT_APPLICABLE -> "NOT_AVAILABLE";
                },
                told.standards().stream()
                        .flatMap(standard ->
                                standard.requirements().stream().map(number -> standard.title() + " " + number))
                        .map(words -> cut(words, AsffFinding.LONGEST_REQUIREMENT, ""))
                        .distinct()
                        .limit(AsffFinding.MOST_REQUIREMENTS)
                        .toList(),
                reasons(finding));
    }

    private static List<StatusReason> reasons(Finding finding) {
        if (finding.reason() == null) return List.of();
        String action = finding.missingAction();
        return List.of(new StatusReason(
                finding.reason(),
                action == null || action.isBlank()
                        ? "It could not be checked"
                        : cut("It could not be checked without " + action, AsffFinding.LONGEST_DESCRIPTION, "")));
    }

    private static String workflow(Finding finding) {
        return switch (finding.state()) {
            case "OPEN" -> "NEW";
            case "EXCEPTED" -> "SUPPRESSED";
            default -> "RESOLVED";
        };
    }

    private static Map<String, String> fields(Finding finding) {
        Map<String, String> fields = new TreeMap<>();
        fields.put("vigil/layer", finding.layer());
        fields.put("vigil/owner", finding.owner());
        fields.put("vigil/resource", cut(finding.resource(), AsffFinding.LONGEST_PRODUCT_FIELD, "?"));
        fields.put("vigil/state", finding.state());
        fields.put("vigil/status", finding.status().name());
        if (finding.resolution() != null) fields.put("vigil/resolution", finding.resolution());
        if (finding.dueAt() != null) fields.put("vigil/due", finding.dueAt().toString());
        if (finding.assignee() != null)
            fields.put("vigil/assignee", cut(finding.assignee().name(), AsffFinding.LONGEST_PRODUCT_FIELD, "?"));
        if (!finding.tickets().isEmpty())
            fields.put("vigil/tickets", cut(tickets(finding), AsffFinding.LONGEST_PRODUCT_FIELD, "?"));
        return fields;
    }

    private static String tickets(Finding finding) {
        return finding.tickets().stream()
                .map(ticket -> ticket.key() + " " + ticket.url())
                .collect(Collectors.joining(", "));
    }

    private static Resource resource(Finding finding, Partition partition, String region) {
        Map<String, String> details = new TreeMap<>();
        details.put("name", cut(finding.resourceName(), AsffFinding.LONGEST_DETAIL, "?"));
        details.put("type", finding.resourceType());
        return new Resource(
                AsffTypes.resource(finding.resourceType()),
                id(finding.resource()),
                partition.id(),
                region,
                new Details(details));
    }

    /** Two that only differ at their ends stay two. */
    private static String id(String resource) {
        String cut = cut(resource, AsffFinding.LONGEST_ID, "?");
        if (cut.equals(WholeText.of(resource))) return cut;
        String digest =
                EventJson.digestOf(resource.getBytes(StandardCharsets.UTF_8)).substring(0, DIGEST_SHOWN);
        return cut(resource, AsffFinding.LONGEST_ID - DIGEST_SHOWN, "?") + digest;
    }

    /** As many whole characters as fit in that many bytes of UTF-8, for AWS counts bytes at some doors, letters at others. */
    private static String cut(String text, int bytes, String ifBlank) {
        String whole = WholeText.of(text.isBlank() ? ifBlank : text);
        byte[] utf8 = whole.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= bytes) return whole;
        int end = bytes - "…".getBytes(StandardCharsets.UTF_8).length;
        // the bytes within a character begin with 10
        while ((utf8[end] & 0xC0) == 0x80) end--;
        return new String(utf8, 0, end, StandardCharsets.UTF_8) + "…";
    }
}
