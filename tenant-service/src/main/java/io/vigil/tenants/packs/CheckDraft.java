package io.vigil.tenants.packs;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.checks.PackFaults;
import io.vigil.checks.PackFaults.Fault;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.ControlId;
import io.vigil.contracts.DecidedOut;
import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.PackLevel;
import io.vigil.contracts.Severity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds everything in a level's draft that cannot be published, each at its path. */
final class CheckDraft {
    static final int MAX_BYTES = 128 * 1024;
    static final int MAX_DECISIONS = 500;
    static final int MAX_REASON_CHARS = 1_000;
    private static final int MAX_ENTRIES = 1_000;
    private static final int MAX_FAULTS = 50;
    private static final Pattern FIXABLE = Pattern.compile(
            "(checks|owners|frameworks|declarations|remediationDays)/[^/]{1,100}|params/[^/]{1,100}(/[^/]{1,100})?");

    /** What no line of text holds, and PostgreSQL cannot keep. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]|[\\x{D800}-\\x{DFFF}]");

    private final LevelDocument document;
    private final PackLevel level;
    private final Known known;
    private final MergePack.Merged above;
    private final LocalDate today;
    private final List<Fault> faults = new ArrayList<>();

    /** What a draft may name. */
    interface Known {
        PackFaults faults();

        boolean framework(String id);

        boolean requirement(String framework, String requirement);
    }

    private CheckDraft(LevelDocument document, PackLevel level, Known known, MergePack.Merged above, LocalDate today) {
        this.document = document;
        this.level = level;
        this.known = known;
        this.above = above;
        this.today = today;
    }

    /**
     * @param above the levels over this one, merged; nothing for the baseline
     * @param before decisions that stand already: their dates may have come
     * @param merged of all levels with the draft, which tells what the draft says in vain
     */
    static List<Fault> faults(
            LevelDocument document,
            PackLevel level,
            Known known,
            MergePack.Merged above,
            LevelDocument before,
            MergePack.Merged merged,
            LocalDate today) {
        var check = new CheckDraft(document, level, known, above, today);
        check.texts("", EventJson.MAPPER.valueToTree(document));
        if (!check.faults.isEmpty())
            return check.faults.stream().limit(MAX_FAULTS).toList();
        if (EventJson.bytes(document).length > MAX_BYTES)
            return List.of(new Fault("", "the document has more than %d bytes".formatted(MAX_BYTES)));
        check.sizes();
        if (!check.faults.isEmpty()) return check.faults;
        check.names();
        check.decisions(before);
        check.faults.addAll(known.faults().ofParams(document.params()));
        check.faults.addAll(known.faults().ofDeclarations(document.declarations()));
        check.days();
        check.fixed();
        merged.overruled().stream()
                .filter(each -> each.level() == level)
                .forEach(each -> check.fault(each.path(), each.why()));
        return check.faults.stream().limit(MAX_FAULTS).toList();
    }

    /** What is missing where something must be, so that nothing else can be said of the document. */
    static List<Fault> holes(LevelDocument document, String note) {
        List<Fault> holes = new ArrayList<>();
        hole(holes, "frameworks", document.frameworks());
        hole(holes, "disabledFrameworks", document.disabledFrameworks());
        hole(holes, "enabledChecks", document.enabledChecks());
        hole(holes, "disabledChecks", document.disabledChecks());
        hole(holes, "decidedOut", document.decidedOut());
        hole(holes, "decidedIn", document.decidedIn());
        hole(holes, "fixed", document.fixed());
        for (int i = 0; i < document.decidedOut().size(); i++) {
            LevelDocument.Decision decision = document.decidedOut().get(i);
            if (decision == null) continue;
            if (decision.control() == null) holes.add(new Fault("decidedOut/%d/control".formatted(i), "is missing"));
            if (decision.reason() == null)
                holes.add(new Fault("decidedOut/%d/reason".formatted(i), "a decision needs a reason"));
        }
        hole(holes, "params", document.params());
        document.params().forEach((check, values) -> {
            if (values != null) hole(holes, "params/" + check, values);
        });
        hole(holes, "declarations", document.declarations());
        hole(holes, "owners", document.owners());
        hole(holes, "remediationDays", document.remediationDays());
        if (!isStorable(note)) holes.add(new Fault("note", "it holds characters that cannot be shown"));
        return holes.stream().limit(MAX_FAULTS).toList();
    }

    private static void hole(List<Fault> holes, String path, List<?> entries) {
        for (int i = 0; i < entries.size(); i++)
            if (entries.get(i) == null) holes.add(new Fault(path + "/" + i, "null is no value"));
    }

    private static void hole(List<Fault> holes, String path, Map<?, ?> entries) {
        entries.forEach((name, value) -> {
            Object word = name instanceof Severity severity ? severity.label() : name;
            if (value == null) holes.add(new Fault(path + "/" + word, "null is no value"));
        });
    }

    /** Half a character would be kept as another one, and the pack would not be what its digest says. */
    private void texts(String path, JsonNode node) {
        if (node.isTextual() && !isStorable(node.asText())) fault(path, "it holds characters that cannot be shown");
        node.properties().forEach(member -> {
            String at = path.isEmpty() ? member.getKey() : path + "/" + member.getKey();
            if (isStorable(member.getKey())) texts(at, member.getValue());
            else fault(path, "a name holds characters that cannot be shown");
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) texts(path + "/" + i, node.get(i));
    }

    private void sizes() {
        atMost("decidedOut", document.decidedOut(), MAX_DECISIONS);
        atMost("decidedIn", document.decidedIn(), MAX_DECISIONS);
        atMost("frameworks", document.frameworks(), MAX_ENTRIES);
        atMost("disabledFrameworks", document.disabledFrameworks(), MAX_ENTRIES);
        atMost("enabledChecks", document.enabledChecks(), MAX_ENTRIES);
        atMost("disabledChecks", document.disabledChecks(), MAX_ENTRIES);
        atMost("params", document.params().keySet(), MAX_ENTRIES);
        atMost("owners", document.owners().keySet(), MAX_ENTRIES);
        atMost("fixed", document.fixed(), MAX_ENTRIES);
    }

    private void names() {
        each("frameworks", document.frameworks(), known::framework, "there is no framework '%s'");
        each("disabledFrameworks", document.disabledFrameworks(), known::framework, "there is no framework '%s'");
        each("enabledChecks", document.enabledChecks(), known.faults()::knows, "there is no check '%s'");
        each("disabledChecks", document.disabledChecks(), known.faults()::knows, "there is no check '%s'");
        for (int i = 0; i < document.disabledChecks().size(); i++)
            if (document.enabledChecks().contains(document.disabledChecks().get(i)))
                fault(
                        "disabledChecks/" + i,
                        "'%s' is enabled here too"
                                .formatted(document.disabledChecks().get(i)));
        document.owners().forEach((check, owner) -> {
            if (!known.faults().knows(check)) fault("owners/" + check, "there is no check '%s'".formatted(check));
        });
    }

    private <T> void each(String path, List<T> names, Predicate<T> knows, String otherwise) {
        Set<T> met = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            T name = names.get(i);
            if (!knows.test(name)) fault(path + "/" + i, otherwise.formatted(name));
            else if (!met.add(name)) fault(path + "/" + i, "'%s' stands here twice".formatted(name));
        }
    }

    private void decisions(LevelDocument before) {
        Set<ControlId> met = new HashSet<>();
        for (int i = 0; i < document.decidedOut().size(); i++) {
            LevelDocument.Decision decision = document.decidedOut().get(i);
            String path = "decidedOut/" + i;
            control(path + "/control", decision.control());
            if (!met.add(decision.control()))
                fault(path + "/control", "'%s' stands here twice".formatted(decision.control()));
            reason(path + "/reason", decision.reason());
            boolean stands = before.decidedOut().stream().anyMatch(decision::isAsBefore);
            if (!stands && decision.reviewOn() != null && decision.reviewOn().isBefore(today))
                fault(path + "/reviewOn", "%s is over".formatted(decision.reviewOn()));
        }
        for (int i = 0; i < document.decidedIn().size(); i++) {
            ControlId control = document.decidedIn().get(i);
            String path = "decidedIn/" + i;
            if (above.pack().decision(control).map(DecidedOut::control).isEmpty())
                fault(path, "no level above decided '%s' out".formatted(control));
        }
    }

    private void control(String path, ControlId control) {
        Optional<CheckId> check = control.check();
        boolean exists = check.map(known.faults()::knows)
                .orElseGet(() -> known.requirement(
                        control.framework().orElseThrow(), control.requirement().orElseThrow()));
        if (!exists) fault(path, "there is no control '%s'".formatted(control));
    }

    private void reason(String path, String reason) {
        if (reason.isBlank()) fault(path, "a decision needs a reason");
        else if (reason.length() > MAX_REASON_CHARS)
            fault(path, "it has %d characters; %d is the most".formatted(reason.length(), MAX_REASON_CHARS));
    }

    static boolean isStorable(String text) {
        return !UNPRINTABLE.matcher(text).find();
    }

    private void days() {
        document.remediationDays().forEach((severity, days) -> {
            if (days < 1 || days > EffectivePack.MOST_DAYS)
                fault(
                        "remediationDays/" + severity.label(),
                        "%d is not between 1 and %d days".formatted(days, EffectivePack.MOST_DAYS));
        });
    }

    private void fixed() {
        if (level != PackLevel.MSP && !document.fixed().isEmpty()) {
            fault("fixed", "only the baseline fixes settings");
            return;
        }
        for (int i = 0; i < document.fixed().size(); i++) {
            String setting = document.fixed().get(i);
            String path = "fixed/" + i;
            if (!FIXABLE.matcher(setting).matches())
                fault(
                        path,
                        "'%s' is no path of a setting, such as checks/<id> or params/<check>/<name>"
                                .formatted(setting));
            else if (!exists(setting)) fault(path, "there is no setting '%s'".formatted(setting));
        }
    }

    private boolean exists(String setting) {
        String[] parts = setting.split("/", -1);
        return switch (parts[0]) {
            case "frameworks" -> known.framework(parts[1]);
            case "remediationDays" ->
                Arrays.stream(Severity.values())
                        .anyMatch(severity -> severity.label().equals(parts[1]));
            case "declarations" -> Catalogue.KINDS.contains(parts[1]);
            default -> isCheck(parts[1]);
        };
    }

    private boolean isCheck(String id) {
        try {
            return known.faults().knows(new CheckId(id));
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private void atMost(String path, Collection<?> given, int most) {
        if (given.size() > most) fault(path, "%d entries are given; %d is the most".formatted(given.size(), most));
    }

    private void fault(String path, String message) {
        faults.add(new Fault(path, message));
    }
}
