package io.vigil.gateway.pages.subscriptions;

import io.vigil.gateway.pages.schedules.SchedulesView.Choice;
import io.vigil.gateway.upstream.FrameworkSummary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which reports there are to choose among.
 *
 * @param accounts names by id
 */
public record ReportChoices(Map<String, String> accounts, List<FrameworkSummary> frameworks) {
    private static final List<String> KINDS = List.of("posture", "executive", "framework", "change", "exposure");

    /** What a kind is called; an unknown one stands for itself. */
    public static String kind(@Nullable String word) {
        return switch (word) {
            case null -> "Security posture";
            case "posture" -> "Security posture";
            case "executive" -> "Executive summary";
            case "framework" -> "Framework report";
            case "change" -> "Change report";
            case "exposure" -> "Exposure report";
            default -> word;
        };
    }

    /** A kind and what it is narrowed to, such as {@code Framework report of nis2, account 111122223333}. */
    public static String words(@Nullable String kind, @Nullable String framework, @Nullable String account) {
        return kind(kind)
                + (framework == null || framework.isEmpty() ? "" : " of " + framework)
                + (account == null || account.isEmpty() ? "" : ", account " + account);
    }

    public List<Choice> kinds(String chosen) {
        return KINDS.stream()
                .map(kind -> new Choice(kind, kind(kind), kind.equals(chosen)))
                .toList();
    }

    public List<Choice> accounts(String chosen) {
        return accounts.entrySet().stream()
                .map(account -> new Choice(
                        account.getKey(), account.getValue(), account.getKey().equals(chosen)))
                .toList();
    }

    public List<Choice> frameworks(String chosen) {
        return frameworks.stream()
                .map(each -> new Choice(
                        each.id(),
                        each.name() + " " + Objects.requireNonNullElse(each.version(), ""),
                        each.id().equals(chosen)))
                .toList();
    }
}
