package io.vigil.reports.exceptions;

import static io.vigil.reports.ScriptedRun.GROUP;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.reports.ScriptedRun;
import io.vigil.reports.findings.FindingState;
import io.vigil.reports.findings.FindingState.Observation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What findings, exceptions and counters should be, said as plainly as can be. */
final class ExceptionModel {
    /** A resource as a scan meets it. */
    record Seen(Map<String, String> tags, Map<CheckId, Status> verdicts) {}

    private record Key(AccountId account, String resource, CheckId check) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing((Key key) -> key.account().value())
                    .thenComparing(Key::resource)
                    .thenComparing(Key::check)
                    .compare(this, other);
        }

        @Override
        public String toString() {
            return account + " " + resource + " " + check;
        }
    }

    private record InForce(String id, Map<String, Object> scope, Instant endsAt) {
        boolean speaksOf(Key finding, Map<String, String> tags) {
            Object tag = scope.get("tag");
            return same("account", finding.account().value())
                    && same("check", finding.check().value())
                    && same("resource", finding.resource())
                    && (tag == null || tag.equals(Map.of("key", "team", "value", tags.getOrDefault("team", "none"))));
        }

        private boolean same(String part, String value) {
            return !scope.containsKey(part) || value.equals(scope.get(part));
        }
    }

    private static final class Finding {
        private FindingState state = new FindingState.Clear();
        private Status status = Status.PASS;
        private boolean gone;
        private final List<String> told = new ArrayList<>();
        private int daysBegan;

        void take(FindingState.Step step) {
            state = step.next();
            step.transition().ifPresent(to -> told.add(to.name()));
            if (step.startsItsDays()) daysBegan = told.size();
        }
    }

    private final Map<Key, Finding> findings = new TreeMap<>();
    private final Map<String, Map<String, String>> tags = new HashMap<>();
    private final List<InForce> exceptions = new ArrayList<>();
    private final Map<AccountId, Map<String, Seen>> lastScan = new HashMap<>();
    private final Map<AccountId, Boolean> lastToTheEnd = new HashMap<>();
    private final Map<AccountId, Integer> ownDays = new HashMap<>();
    private int days = EffectivePack.BASELINE.daysToRemediate(Severity.HIGH);

    void scan(AccountId account, Map<String, Seen> seen, boolean toTheEnd) {
        lastScan.put(account, seen);
        lastToTheEnd.put(account, toTheEnd);
        seen.forEach((resource, what) -> {
            tags.put(account + resource, what.tags());
            what.verdicts()
                    .keySet()
                    .forEach(check ->
                            findings.computeIfAbsent(new Key(account, resource, check), fresh -> new Finding()));
        });
        findings.forEach((key, finding) -> {
            if (!key.account().equals(account)) return;
            Optional<Observation> observed = observe(key, finding, seen.get(key.resource()), toTheEnd);
            boolean inScope = speaking(key).isPresent();
            finding.take(
                    observed.isPresent() ? finding.state.on(observed.get(), inScope) : finding.state.settled(inScope));
        });
    }

    private static Optional<Observation> observe(Key key, Finding finding, Seen seen, boolean toTheEnd) {
        if (seen != null) {
            finding.gone = false;
            finding.status = Objects.requireNonNull(seen.verdicts().get(key.check()));
            return Optional.of(Observation.of(finding.status));
        }
        if (finding.gone) return Optional.empty();
        if (toTheEnd) {
            finding.gone = true;
            return Optional.of(Observation.GONE);
        }
        finding.status = Status.UNDETERMINED;
        return Optional.of(Observation.UNDETERMINED);
    }

    /** What the account's last scan said, once more. */
    ScriptedRun last(AccountId account, ScriptedRun run) {
        boolean toTheEnd = Boolean.TRUE.equals(lastToTheEnd.get(account));
        run.completeTypes(toTheEnd ? new String[] {GROUP, ScriptedRun.VOLUME} : new String[] {ScriptedRun.VOLUME});
        lastScan.getOrDefault(account, Map.of()).forEach((resource, what) -> {
            what.verdicts().forEach((check, status) -> run.says(check, resource, GROUP, status));
            run.tagged(resource, what.tags());
        });
        return run;
    }

    /** The customer's pack lets findings be open for so many days. */
    void days(int others) {
        days = others;
    }

    /** The account has a pack of its own. */
    void days(AccountId account, int others) {
        ownDays.put(account, others);
    }

    void approve(String id, Map<String, Object> scope, Instant endsAt) {
        exceptions.add(new InForce(id, scope, endsAt));
        settle();
    }

    void revoke(String id) {
        exceptions.removeIf(each -> each.id().equals(id));
        settle();
    }

    void timePasses(Instant now) {
        exceptions.removeIf(each -> !each.endsAt().isAfter(now));
        settle();
    }

    private void settle() {
        findings.forEach((key, finding) ->
                finding.take(finding.state.settled(speaking(key).isPresent())));
    }

    private Optional<InForce> speaking(Key finding) {
        Map<String, String> its = tags.getOrDefault(finding.account() + finding.resource(), Map.of());
        return exceptions.stream()
                .filter(each -> each.speaksOf(finding, its))
                .max(Comparator.comparing(InForce::endsAt).thenComparing(InForce::id, Comparator.reverseOrder()));
    }

    List<String> inForce() {
        return exceptions.stream().map(InForce::id).toList();
    }

    boolean knows(String resource, String account) {
        return findings.keySet().stream()
                .anyMatch(key -> key.resource().equals(resource)
                        && (account == null || key.account().value().equals(account)));
    }

    List<String> states() {
        List<String> states = new ArrayList<>();
        findings.forEach((key, finding) -> {
            String more = switch (finding.state) {
                case FindingState.Resolved(var resolution) -> " " + resolution;
                case FindingState.Excepted() ->
                    " " + speaking(key).orElseThrow().id();
                case FindingState.Clear() -> "";
                case FindingState.Open() ->
                    " due %d days after %d".formatted(ownDays.getOrDefault(key.account(), days), finding.daysBegan);
            };
            states.add(key + " " + finding.status + " " + finding.state.word() + more);
        });
        return states;
    }

    List<String> counters() {
        Map<String, int[]> counters = new TreeMap<>();
        findings.forEach((key, finding) -> {
            if (finding.gone) return;
            int[] counted = counters.computeIfAbsent(key.account() + " " + key.check(), none -> new int[6]);
            boolean excepted = finding.state instanceof FindingState.Excepted;
            switch (finding.status) {
                case PASS -> counted[0]++;
                case FAIL -> counted[excepted ? 4 : 1]++;
                case NOT_APPLICABLE -> counted[2]++;
                case UNDETERMINED -> counted[3]++;
            }
            if (finding.state instanceof FindingState.Open) counted[5]++;
        });
        return counters.entrySet().stream()
                .map(entry -> "%s pass %d fail %d na %d unread %d excepted %d open %d"
                        .formatted(
                                entry.getKey(),
                                entry.getValue()[0],
                                entry.getValue()[1],
                                entry.getValue()[2],
                                entry.getValue()[3],
                                entry.getValue()[4],
                                entry.getValue()[5]))
                .toList();
    }

    List<String> told() {
        List<String> told = new ArrayList<>();
        findings.forEach((key, finding) -> {
            if (!finding.told.isEmpty()) told.add(key + " " + String.join(" ", finding.told));
        });
        return told;
    }
}
