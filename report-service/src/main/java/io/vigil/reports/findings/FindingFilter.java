package io.vigil.reports.findings;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.Severity;
import io.vigil.contracts.Status;
import io.vigil.tenancy.Problem;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Which findings are asked for; each key may hold several values, separated by commas. */
public class FindingFilter {
    /** Who asks, wherever a subject may stand. */
    public static final String ME = "me";

    /** Stands for nobody, likewise. */
    public static final String NOBODY = "none";

    private static final Map<String, String> COLUMNS =
            Map.of("layer", "layer", "check", "check_id", "account", "account", "region", "region", "owner", "owner");

    private static final String OF_TENANT = "f.tenant_id = :tenant";

    /** What vanished before it ever failed concerns nobody. */
    private static final String CONCERNS = "not (f.gone_since is not null and f.state = 'CLEAR')";

    private static final String STANDS = "f.gone_since is null and not f.decided_out";

    /** Each says {@link #CONCERNS} too; without it, an index of open findings counts them without a look at the rows. */
    private static final Set<String> CONCERNING =
            Set.of(STANDS, "f.state = 'OPEN'", "f.state = 'EXCEPTED'", "f.state = 'RESOLVED'");

    @QueryParam("state")
    @Parameter(description = "open, excepted, resolved or clear")
    @Size(max = 100)
    @Nullable
    String state;

    @QueryParam("status")
    @Parameter(description = "pass, fail, not_applicable or undetermined")
    @Size(max = 100)
    @Nullable
    String status;

    @QueryParam("resolution")
    @Parameter(
            description = "fixed, not_applicable, resource_gone or decided_out; the last whatever was last said of it")
    @Size(max = 100)
    @Nullable
    String resolution;

    @QueryParam("severity")
    @Parameter(description = "critical, high, medium or low")
    @Size(max = 100)
    @Nullable
    String severity;

    @QueryParam("layer")
    @Parameter(description = "account, network, workload or application")
    @Size(max = 100)
    @Nullable
    String layer;

    @QueryParam("check")
    @Size(max = 2000)
    @Nullable
    String check;

    @QueryParam("account")
    @Size(max = 2000)
    @Nullable
    String account;

    @QueryParam("region")
    @Size(max = 500)
    @Nullable
    String region;

    @QueryParam("owner")
    @Parameter(description = "customer, partner or aws")
    @Size(max = 100)
    @Nullable
    String owner;

    @QueryParam("exception")
    @Parameter(description = "those that this exception excepts now")
    @Size(max = 100)
    @Nullable
    String exception;

    @QueryParam("assignee")
    @Parameter(description = "subjects of those who work on it; me is who asks, none is nobody")
    @Size(max = 2000)
    @Nullable
    String assignee;

    @QueryParam("overdue")
    @Parameter(description = "true: open, and should have been remedied by now; false: all others")
    @Size(max = 10)
    @Nullable
    String overdue;

    @QueryParam("q")
    @Parameter(description = "part of the resource's id, its name or a tag, written name=value")
    @Size(max = 200)
    @Pattern(regexp = "[^\\x00]*", message = "holds a null character")
    @Nullable
    String q;

    private String asker = "";

    /**
     * A condition on {@code finding f} and what it binds.
     *
     * @param ofChecks conditions that the counters of checks understand, too
     * @param ofFindings conditions that only findings understand
     */
    public record Sql(List<String> ofChecks, List<String> ofFindings, Map<String, Object> bindings) {
        private static final String OPEN = "f.state = 'OPEN'";
        private static final String SOUGHT = "f.resource_id in (" + Words.FOUND + ")";

        public String where() {
            boolean concerning = ofFindings.stream().anyMatch(CONCERNING::contains);
            return Stream.of(
                            List.of(OF_TENANT),
                            concerning ? List.<String>of() : List.of(CONCERNS),
                            ofChecks,
                            ofFindings)
                    .flatMap(List::stream)
                    .collect(Collectors.joining(" and "));
        }

        /** Whether a part of a text is looked for. */
        boolean seeks() {
            return ofFindings.contains(SOUGHT);
        }

        /** With another condition that means the same as what is looked for. */
        Sql seeking(String otherwise) {
            return new Sql(
                    ofChecks,
                    ofFindings.stream()
                            .map(condition -> condition.equals(SOUGHT) ? otherwise : condition)
                            .toList(),
                    bindings);
        }

        Sql with(String name, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(bindings);
            more.put(name, value);
            return new Sql(ofChecks, ofFindings, more);
        }

        /** On {@code fleet_counter f}. */
        String whereCounted() {
            return Stream.concat(Stream.of(OF_TENANT), ofChecks.stream()).collect(Collectors.joining(" and "));
        }

        boolean wantsOpen() {
            return ofFindings.contains(OPEN);
        }

        /** The same, in whatever state they are. */
        Sql inAnyState() {
            return new Sql(
                    ofChecks,
                    ofFindings.stream()
                            .filter(condition -> !condition.equals(OPEN))
                            .toList(),
                    bindings);
        }

        /** Whether nothing is asked for that the counters do not know. */
        boolean isCounted() {
            return ofFindings.isEmpty();
        }

        public <S extends SqlStatement<S>> S bind(S statement) {
            bindings.forEach((name, value) -> {
                if (value instanceof String[] several) statement.bindArray(name, String.class, (Object[]) several);
                else if (value instanceof Integer[] several)
                    statement.bindArray(name, Integer.class, (Object[]) several);
                else if (value instanceof UUID[] several) statement.bindArray(name, UUID.class, (Object[]) several);
                else statement.bind(name, value);
            });
            return statement;
        }
    }

    /** Findings of one account, or of all, in whatever state. */
    public static FindingFilter ofAccount(@Nullable String account) {
        var filter = new FindingFilter();
        filter.account = account;
        return filter;
    }

    public FindingFilter askedBy(String subject) {
        this.asker = subject;
        return this;
    }

    public FindingFilter withState(String wanted) {
        this.state = wanted;
        return this;
    }

    public FindingFilter withStatus(String wanted) {
        this.status = wanted;
        return this;
    }

    /**
     * @param now by which what is overdue is told from what is not
     * @throws Problem 400 naming the value that is none of the key's
     */
    public Sql sql(Instant now) {
        List<String> where = new ArrayList<>();
        List<String> ofChecks = new ArrayList<>();
        Map<String, Object> bindings = new LinkedHashMap<>();
        words("state", state, List.of("OPEN", "EXCEPTED", "RESOLVED", "CLEAR"), where, bindings);
        words("status", status, Arrays.stream(Status.values()).map(Enum::name).toList(), where, bindings);
        if (status != null) where.add(STANDS);
        resolutions(where, bindings);
        severities(ofChecks, bindings);
        for (String wanted : split(account)) refuseUnlessAccount(wanted);
        for (String key : List.of("layer", "check", "account", "owner")) values(key, ofChecks, bindings);
        values("region", where, bindings);
        if (exception != null && !exception.isBlank()) {
            where.add("f.excepted_by = :exception");
            bindings.put("exception", exception(exception.strip()));
        }
        assignees(where, bindings);
        overdue(now, where, bindings);
        if (q != null && !q.isBlank()) {
            where.add(Sql.SOUGHT);
            bindings.put("q", "%" + q.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        return new Sql(List.copyOf(ofChecks), List.copyOf(where), bindings);
    }

    private void values(String key, List<String> where, Map<String, Object> bindings) {
        String[] wanted = split(value(key));
        if (wanted.length == 0) return;
        where.add("f.%s = any (:%s)".formatted(COLUMNS.get(key), key));
        bindings.put(key, wanted);
    }

    private @Nullable String value(String key) {
        return switch (key) {
            case "layer" -> layer;
            case "check" -> check;
            case "account" -> account;
            case "region" -> region;
            case "owner" -> owner;
            default -> throw new IllegalArgumentException(key);
        };
    }

    private static void words(
            String key,
            @Nullable String given,
            List<String> allowed,
            List<String> where,
            Map<String, Object> bindings) {
        String[] wanted = split(given);
        if (wanted.length == 0) return;
        for (int i = 0; i < wanted.length; i++) wanted[i] = wanted[i].toUpperCase(Locale.ROOT);
        refuseOthers(key, wanted, allowed);
        // one value as a literal of the fixed list, so that the planner can use the partial index of open findings
        if (wanted.length == 1) {
            where.add("f.%s = '%s'".formatted(key, wanted[0]));
            return;
        }
        where.add("f.%s = any (:%s)".formatted(key, key));
        bindings.put(key, wanted);
    }

    /** What is decided out need not have been open before. */
    private void resolutions(List<String> where, Map<String, Object> bindings) {
        String[] wanted = split(resolution);
        if (wanted.length == 0) return;
        for (int i = 0; i < wanted.length; i++) wanted[i] = wanted[i].toUpperCase(Locale.ROOT);
        refuseOthers("resolution", wanted, List.of("FIXED", "NOT_APPLICABLE", "RESOURCE_GONE", "DECIDED_OUT"));
        boolean out = List.of(wanted).contains("DECIDED_OUT");
        where.add(out ? "(f.resolution = any (:resolution) or f.decided_out)" : "f.resolution = any (:resolution)");
        bindings.put("resolution", wanted);
    }

    private void assignees(List<String> where, Map<String, Object> bindings) {
        List<String> wanted = List.of(split(assignee));
        if (wanted.isEmpty()) return;
        String others =
                "exists (select from finding_assignee a where a.tenant_id = f.tenant_id and a.finding_id = f.finding_id%s)";
        List<String> either = new ArrayList<>();
        if (wanted.contains(NOBODY)) either.add("not " + others.formatted(""));
        String[] subjects = wanted.stream()
                .filter(each -> !each.equals(NOBODY))
                .map(each -> each.equals(ME) ? asker : each)
                .toArray(String[]::new);
        if (subjects.length > 0) either.add(others.formatted(" and a.subject = any (:assignee)"));
        where.add("(" + String.join(" or ", either) + ")");
        bindings.put("assignee", subjects);
    }

    /** As the index of what is due has it. */
    private void overdue(Instant now, List<String> where, Map<String, Object> bindings) {
        if (overdue == null || overdue.isBlank()) return;
        String wanted = overdue.strip().toLowerCase(Locale.ROOT);
        refuseOthers("overdue", new String[] {wanted}, List.of("true", "false"));
        String late = "f.state = 'OPEN' and coalesce(f.due_at, 'infinity') < :overdueAt";
        where.add(wanted.equals("true") ? late : "not (%s)".formatted(late));
        bindings.put("overdueAt", now);
    }

    private void severities(List<String> where, Map<String, Object> bindings) {
        String[] wanted = split(severity);
        if (wanted.length == 0) return;
        for (int i = 0; i < wanted.length; i++) wanted[i] = wanted[i].toUpperCase(Locale.ROOT);
        refuseOthers(
                "severity",
                wanted,
                Arrays.stream(Severity.values()).map(Enum::name).toList());
        where.add("f.severity = any (:severity)");
        bindings.put(
                "severity",
                Arrays.stream(wanted)
                        .map(word -> Severity.valueOf(word).ordinal())
                        .toArray(Integer[]::new));
    }

    private static UUID exception(String wanted) {
        try {
            return ExceptionId.of(wanted).value();
        } catch (IllegalArgumentException impossible) {
            throw Problem.badRequest("exception: " + impossible.getMessage());
        }
    }

    private static void refuseUnlessAccount(String wanted) {
        try {
            new AccountId(wanted);
        } catch (IllegalArgumentException impossible) {
            throw Problem.badRequest("account: " + impossible.getMessage());
        }
    }

    private static void refuseOthers(String key, String[] wanted, List<String> allowed) {
        for (String word : wanted) {
            if (!allowed.contains(word))
                throw Problem.badRequest("%s '%s' is none of %s"
                        .formatted(
                                key,
                                word,
                                allowed.stream()
                                        .map(a -> a.toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(", "))));
        }
    }

    private static String[] split(@Nullable String given) {
        if (given == null || given.isBlank()) return new String[0];
        return Arrays.stream(given.split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toArray(String[]::new);
    }
}
