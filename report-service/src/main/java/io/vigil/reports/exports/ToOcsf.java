package io.vigil.reports.exports;

import io.vigil.contracts.CheckId;
import io.vigil.contracts.OwnCheck;
import io.vigil.reports.exports.About.Told;
import io.vigil.reports.exports.OcsfEvent.Account;
import io.vigil.reports.exports.OcsfEvent.Analytic;
import io.vigil.reports.exports.OcsfEvent.Choice;
import io.vigil.reports.exports.OcsfEvent.Cloud;
import io.vigil.reports.exports.OcsfEvent.Compliance;
import io.vigil.reports.exports.OcsfEvent.FindingInfo;
import io.vigil.reports.exports.OcsfEvent.Metadata;
import io.vigil.reports.exports.OcsfEvent.Observable;
import io.vigil.reports.exports.OcsfEvent.Product;
import io.vigil.reports.exports.OcsfEvent.Remediation;
import io.vigil.reports.exports.OcsfEvent.Resource;
import io.vigil.reports.exports.OcsfEvent.Ticket;
import io.vigil.reports.exports.OcsfEvent.User;
import io.vigil.reports.findings.Finding;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells a finding as OCSF does: the event is its last change. */
final class ToOcsf {
    private static final String PRODUCT = "Vigil";
    private static final Choice AWS_ACCOUNT = new Choice(10, "AWS Account");
    private static final Choice RULE = new Choice(1, "Rule");
    private static final Choice EXTERNAL = new Choice(2, "External");
    private static final Choice RESOURCE_UID = new Choice(10, "Resource UID");

    private final About about;

    ToOcsf(About about) {
        this.about = about;
    }

    OcsfEvent event(Finding finding) {
        Told told = about.checks().apply(finding.check());
        Choice activity = activity(finding);
        Choice severity = severity(finding);
        Choice status = status(finding);
        String region = finding.region().value();
        return new OcsfEvent(
                activity.id(),
                activity.caption(),
                OcsfEvent.FINDINGS,
                "Findings",
                OcsfEvent.COMPLIANCE_FINDING,
                "Compliance Finding",
                OcsfEvent.COMPLIANCE_FINDING * 100L + activity.id(),
                "Compliance Finding: " + activity.caption(),
                finding.lastChanged().toEpochMilli(),
                /* timezoneOffset */ 0,
                severity.id(),
                severity.caption(),
                status.id(),
                status.caption(),
                finding.message().isBlank() ? finding.title() : finding.message(),
                metadata(finding),
                info(finding, told),
                compliance(finding, told),
                told.remediation().isEmpty()
                        ? null
                        : new Remediation(
                                told.remediation(),
                                told.references().stream().map(URI::toString).toList()),
                List.of(new Resource(
                        finding.resource(),
                        finding.resourceName(),
                        finding.resourceType(),
                        region,
                        Partition.of(finding).id())),
                new Cloud(
                        "AWS",
                        new Account(
                                finding.account().value(),
                                about.accountName(finding.account()),
                                AWS_ACCOUNT.caption(),
                                AWS_ACCOUNT.id()),
                        region),
                List.of(new Observable(
                        "resources[].uid", RESOURCE_UID.caption(), RESOURCE_UID.id(), finding.resource())),
                finding.assignee() == null
                        ? null
                        : new User(
                                finding.assignee().subject(), finding.assignee().name()),
                finding.tickets().stream()
                        .map(ticket -> new Ticket(ticket.key(), ticket.url(), EXTERNAL.caption(), EXTERNAL.id()))
                        .toList(),
                unmapped(finding));
    }

    private Metadata metadata(Finding finding) {
        return new Metadata(
                OcsfEvent.SCHEMA,
                new Product(PRODUCT, PRODUCT, "vigil", about.version()),
                List.of("cloud", "incident"),
                finding.id() + ":" + finding.lastChanged().toEpochMilli(),
                about.tenant().toString(),
                finding.check().value(),
                finding.lastChanged().toEpochMilli());
    }

    private FindingInfo info(Finding finding, Told told) {
        CheckId check = finding.check();
        return new FindingInfo(
                finding.id().toString(),
                finding.title(),
                told.risk(),
                List.of(finding.layer()),
                new Analytic(check.value(), finding.title(), RULE.caption(), RULE.id()),
                finding.firstSeen().toEpochMilli(),
                finding.firstSeen().toEpochMilli(),
                finding.lastSeen().toEpochMilli(),
                finding.lastChanged().toEpochMilli(),
                about.address(finding.id()));
    }

    private static Compliance compliance(Finding finding, Told told) {
        Choice status = complianceStatus(finding);
        return new Compliance(
                finding.check().value(),
                standards(finding.check(), told),
                told.standards().stream()
                        .flatMap(standard ->
                                standard.requirements().stream().map(number -> standard.title() + " " + number))
                        .toList(),
                status.id(),
                status.caption(),
                finding.status().name(),
                finding.message().isEmpty() ? List.of() : List.of(finding.message()));
    }

    /** At least one, as OCSF demanded up to 1.3. */
    private static List<String> standards(CheckId check, Told told) {
        if (told.standards().isEmpty())
            return List.of(OwnCheck.isOwn(check) ? "Checks of the customer's own" : PRODUCT + " checks");
        return told.standards().stream().map(About.Standard::title).toList();
    }

    private static Choice activity(Finding finding) {
        if (finding.state().equals("RESOLVED")) return new Choice(3, "Close");
        return finding.lastChanged().equals(finding.firstSeen()) ? new Choice(1, "Create") : new Choice(2, "Update");
    }

    private static Choice severity(Finding finding) {
        return switch (finding.severity()) {
            case CRITICAL -> new Choice(5, "Critical");
            case HIGH -> new Choice(4, "High");
            case MEDIUM -> new Choice(3, "Medium");
            case LOW -> new Choice(2, "Low");
        };
    }

    private static Choice status(Finding finding) {
        return switch (finding.state()) {
            case "OPEN" -> finding.assignee() == null ? new Choice(1, "New") : new Choice(2, "In Progress");
            case "EXCEPTED" -> new Choice(3, "Suppressed");
            case "RESOLVED" -> new Choice(4, "Resolved");
            // never failed, so there was nothing to resolve
            default -> new Choice(99, "Clear");
        };
    }

    private static Choice complianceStatus(Finding finding) {
        return switch (finding.status()) {
            case PASS -> new Choice(1, "Pass");
            case UNDETERMINED -> new Choice(2, "Warning");
            case FAIL -> new Choice(3, "Fail");
            case NOT_APPLICABLE -> new Choice(99, "Not applicable");
        };
    }

    private static Map<String, Object> unmapped(Finding finding) {
        Map<String, Object> rest = new TreeMap<>();
        rest.put("state", finding.state());
        rest.put("layer", finding.layer());
        rest.put("owner", finding.owner());
        rest.put("service", finding.service());
        rest.put("decided_out", finding.decidedOut());
        putIfKnown(rest, "resolution", finding.resolution());
        putIfKnown(rest, "reason", finding.reason());
        putIfKnown(rest, "missing_action", finding.missingAction());
        putIfKnown(rest, "opened_at", finding.openedAt());
        putIfKnown(rest, "resolved_at", finding.resolvedAt());
        putIfKnown(rest, "undetermined_since", finding.undeterminedSince());
        putIfKnown(rest, "due_at", finding.dueAt());
        putIfKnown(rest, "exception", finding.exception());
        return rest;
    }

    private static void putIfKnown(Map<String, Object> rest, String name, @Nullable Object value) {
        if (value != null) rest.put(name, value);
    }
}
