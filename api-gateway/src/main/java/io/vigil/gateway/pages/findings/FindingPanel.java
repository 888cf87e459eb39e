package io.vigil.gateway.pages.findings;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Comment;
import io.vigil.gateway.upstream.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** One finding in full: why it matters, what was read, how to fix it, what became of it. */
public record FindingPanel(
        Finding data, String accountName, People people, Comment.Listing comments, String typed, Instant now) {
    private static final int FACTS = 40;
    private static final int LONGEST_FACT = 600;

    private static final int NUMBERS = 6;

    /** @param numbers such as {@code 2.4, 2.5} */
    public record Answers(String framework, String numbers) {}

    /**
     * @param id of its text on the page
     * @param name such as {@code Terraform}
     */
    public record Way(String id, String name, String text) {}

    public record Fact(String name, String value) {}

    /** @param own whether who looks may take it back */
    public record Said(
            UUID id, String by, Instant at, String when, String text, boolean deleted, boolean own, String told) {}

    public record Step(String icon, String tone, String verb, String detail, Instant at, String when) {}

    /** @param typed a comment that was refused, so that it is not lost */
    static FindingPanel of(
            Finding finding,
            Map<String, String> accounts,
            People people,
            Comment.Listing comments,
            String typed,
            Instant now) {
        return new FindingPanel(finding, accounts.getOrDefault(finding.account(), ""), people, comments, typed, now);
    }

    /** The sentence of the last judgement; a check's own title where there is none. */
    public String sentence() {
        String message = data.message();
        return message == null || message.isBlank() ? data.title() : message;
    }

    public String severity() {
        return data.severity().toLowerCase(Locale.ROOT);
    }

    public String owner() {
        return data.owner() == null ? "" : data.owner().toLowerCase(Locale.ROOT);
    }

    public String state() {
        String state = FindingsView.state(data, now);
        List<Finding.Step> steps = data.history();
        boolean again = steps != null
                && !steps.isEmpty()
                && steps.getFirst().transition().equals("REOPENED");
        return again && (state.equals("new") || state.equals("open")) ? "reopened" : state;
    }

    /** Newest first. */
    public List<Said> said() {
        return comments.items().stream()
                .map(comment -> new Said(
                        comment.id(),
                        comment.authorName(),
                        comment.at(),
                        Formats.dayTime(comment.at()) + " UTC",
                        comment.text(),
                        comment.deletedAt() != null,
                        comment.deletedAt() == null && comment.author().equals(people.me()),
                        comment.deletedAt() != null ? "" : told(comment)))
                .toList();
    }

    private static String told(Comment comment) {
        if (comment.mentions() == null || comment.mentions().isEmpty()) return "";
        return "Mentioned: "
                + comment.mentions().stream()
                        .map(each -> each.name() + mailed(each.mail()))
                        .collect(Collectors.joining(", "));
    }

    private static String mailed(String mail) {
        return switch (mail) {
            case "SENT" -> "";
            case "QUEUED" -> " (mail on its way)";
            default -> " (no mail)";
        };
    }

    public boolean olderComments() {
        return comments.next() != null;
    }

    public List<Finding.Ticket> tickets() {
        return data.tickets() == null
                ? List.of()
                : data.tickets().stream()
                        .filter(ticket -> ticket.url().startsWith("https://"))
                        .toList();
    }

    public List<People.Choice> assignees() {
        return people.to(data.assignee());
    }

    /** Until when it is to be remedied; empty where nobody need. */
    public String due() {
        Instant at = data.dueAt();
        return at == null ? "" : "%s UTC, %s".formatted(Formats.dayTime(at), Formats.due(at, now));
    }

    public boolean late() {
        return data.dueAt() != null && data.dueAt().isBefore(now);
    }

    /** Why it does not count; empty where it does. */
    public String decision() {
        Finding.Decision decision = data.decision();
        if (decision == null) return "";
        String review = decision.reviewOn() == null ? "" : " To be looked at again on " + decision.reviewOn() + ".";
        return "Decided out by %s on %s: %s%s"
                .formatted(decision.by(), Formats.day(decision.since()), decision.reason(), review);
    }

    /** Whether an exception is what keeps it from being open. */
    public boolean excepted() {
        return data.exception() != null;
    }

    public String exceptedUntil() {
        Finding.Excepted exception = data.exception();
        return exception == null
                ? ""
                : "Counts as excepted until " + Formats.dayTime(exception.until())
                        + " UTC, then opens again by itself.";
    }

    /** An open finding may be accepted for a while; for an excepted one there is an exception already. */
    public boolean exceptable() {
        return data.state().equals("OPEN");
    }

    public boolean unread() {
        return !data.decidedOut() && (data.status().equals("UNDETERMINED") || data.undeterminedSince() != null);
    }

    /** Whether all that is missing is a decision of the customer's to compare with. */
    public boolean undeclared() {
        return unread() && "NOT_DECLARED".equals(data.reason());
    }

    public String unreadWords() {
        String why = data.reason() == null ? "it could not be read" : reason(data.reason());
        Instant since = data.undeterminedSince();
        String from = since == null ? "" : " Not confirmed since " + Formats.dayTime(since) + " UTC.";
        String action = data.missingAction();
        String missing = action == null || action.isBlank() ? "" : " Vigil may not call " + action + ".";
        return "Could not check: " + why + "." + missing + from;
    }

    private static String reason(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    public String read() {
        return data.lastSeen() == null ? "" : "read " + Formats.dayTime(data.lastSeen()) + " UTC";
    }

    public List<String> remedy() {
        JsonNode remediation = data.remediation();
        if (remediation == null || !remediation.isTextual()) return List.of();
        return remediation.asText().lines().filter(line -> !line.isBlank()).toList();
    }

    /** Each with the name that people know it by; what is new to us keeps its own. */
    public List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        if (data.fixes() != null)
            for (Finding.Instructions fix : data.fixes())
                ways.add(new Way("fix-" + ways.size(), name(fix.kind()), fix.text()));
        return ways;
    }

    private static String name(String kind) {
        return switch (kind) {
            case "cli" -> "AWS CLI";
            case "terraform" -> "Terraform";
            case "cloudformation" -> "CloudFormation";
            default -> Formats.sentence(kind);
        };
    }

    public List<String> references() {
        List<String> references = data.references();
        if (references == null) return List.of();
        return references.stream().filter(link -> link.startsWith("https://")).toList();
    }

    /** A framework's numbers, at most {@value #NUMBERS} by themselves and the rest counted. */
    public List<Answers> frameworks() {
        if (data.frameworks() == null) return List.of();
        Map<String, List<String>> numbers = new LinkedHashMap<>();
        for (Finding.Mapping mapping : data.frameworks())
            numbers.computeIfAbsent(mapping.framework(), none -> new ArrayList<>())
                    .add(mapping.requirement());
        return numbers.entrySet().stream()
                .map(entry -> new Answers(entry.getKey(), joined(entry.getValue())))
                .toList();
    }

    private static String joined(List<String> numbers) {
        String first = String.join(", ", numbers.subList(0, Math.min(NUMBERS, numbers.size())));
        return numbers.size() <= NUMBERS ? first : first + " and " + (numbers.size() - NUMBERS) + " more";
    }

    public List<Fact> evidence() {
        List<Fact> facts = new ArrayList<>();
        if (data.evidence() != null) flatten("", data.evidence(), facts);
        return facts;
    }

    /** Leaves with their path, as a person would name it. */
    private static void flatten(String path, JsonNode node, List<Fact> facts) {
        if (facts.size() >= FACTS || node.isNull()) return;
        if (node.isObject())
            node.properties()
                    .forEach(field -> flatten(
                            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), facts));
        else if (node.isArray() && !plain(node))
            for (int i = 0; i < node.size(); i++) flatten(path + " " + (i + 1), node.get(i), facts);
        else facts.add(new Fact(path.isEmpty() ? "Value" : path, text(node)));
    }

    private static boolean plain(JsonNode array) {
        for (JsonNode element : array) if (element.isContainerNode()) return false;
        return true;
    }

    private static String text(JsonNode node) {
        if (node.isArray() && node.isEmpty()) return "none";
        StringBuilder words = new StringBuilder();
        if (node.isArray())
            node.forEach(element -> words.append(words.isEmpty() ? "" : ", ").append(element.asText()));
        else words.append(node.asText());
        return words.length() > LONGEST_FACT ? words.substring(0, LONGEST_FACT) + " …" : words.toString();
    }

    public List<Step> history() {
        List<Finding.Step> steps = data.history();
        if (steps == null) return List.of();
        List<Step> told = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            boolean released = steps.get(i).transition().equals("REOPENED")
                    && i + 1 < steps.size()
                    && steps.get(i + 1).transition().equals("EXCEPTED");
            told.add(released ? released(steps.get(i)) : step(steps.get(i)));
        }
        return told;
    }

    /** It failed all the time. */
    private static Step released(Finding.Step step) {
        return new Step(
                "again", "is-high", "Reopened", "no exception is in force", step.at(), Formats.dayTime(step.at()));
    }

    private static Step step(Finding.Step step) {
        String when = Formats.dayTime(step.at());
        return switch (step.transition()) {
            case "OPENED" -> new Step("open", "is-crit", "Opened", "first failed", step.at(), when);
            case "REOPENED" -> new Step("again", "is-high", "Reopened", "failed again", step.at(), when);
            case "FIXED" -> new Step("pass", "is-pass", "Resolved", "passes now", step.at(), when);
            case "NOT_APPLICABLE" -> new Step("na", "t3", "Resolved", "no longer applies", step.at(), when);
            case "RESOURCE_GONE" -> new Step("na", "t3", "Resolved", "the resource is gone", step.at(), when);
            case "EXCEPTED" ->
                new Step("excepted", "is-cnc", "Excepted", "the risk is accepted for a while", step.at(), when);
            case "DECIDED_OUT" -> new Step("excepted", "t3", "Decided out", "the policy pack says so", step.at(), when);
            default -> new Step("history", "t3", Formats.sentence(step.transition()), "", step.at(), when);
        };
    }
}
