package io.vigil.checks.iam;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The role that a customer makes for us: whom it trusts, and what it allows, which is what some operations need and
 * nothing else.
 *
 * @param principal ARN of who assumes it
 * @param actions by name, no wildcard among them
 */
public record ReadRole(String name, String principal, String externalId, SortedSet<String> actions) {
    /** Of a managed policy. AWS does not count white space; here it is counted, so that no tool's layout matters. */
    public static final int MAX_CHARACTERS = 6144;

    /** So many managed policies a role may have by default. */
    public static final int MAX_POLICIES = 10;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");
    private static final Pattern EXTERNAL_ID = Pattern.compile("[A-Za-z0-9_+=,.@:/-]{2,1224}");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern PRINCIPAL = Pattern.compile(
            "arn:aws(-[a-z]+)*:(iam|sts)::\\d{12}:(root|(user|role|assumed-role)/[A-Za-z0-9_+=,.@/-]+)");

    /** Values of API keys, which the one action for all that API Gateway tells would hand out as well. */
    private static final List<String> API_KEYS =
            List.of("arn:aws:apigateway:*::/apikeys", "arn:aws:apigateway:*::/apikeys/*");

    private static final String API_GATEWAY = "apigateway:GET";

    /** One managed policy. */
    public record Policy(String name, ObjectNode document) {}

    /** @throws IllegalArgumentException if AWS would not take it so, or an action reads data */
    public ReadRole {
        require(NAME, "a role's name", name);
        require(PRINCIPAL, "the ARN of an account, a user or a role", principal);
        require(EXTERNAL_ID, "an ExternalId", externalId);
        if (actions.isEmpty()) throw new IllegalArgumentException("role %s allows nothing".formatted(name));
        for (String action : actions)
            if (action.contains("*") || DataReads.include(action))
                throw new IllegalArgumentException("role %s may not allow %s".formatted(name, action));
        actions = Collections.unmodifiableSortedSet(new TreeSet<>(actions));
    }

    /**
     * @param principal an ARN, or the twelve digits of an account
     * @param operations such as {@code s3:ListBuckets}
     */
    public static ReadRole of(String name, String principal, String externalId, Collection<String> operations) {
        SortedSet<String> actions = new TreeSet<>();
        for (String operation : operations) actions.add(IamActions.of(operation));
        String arn = ACCOUNT.matcher(principal).matches() ? "arn:aws:iam::%s:root".formatted(principal) : principal;
        return new ReadRole(name, arn, externalId, actions);
    }

    private static void require(Pattern form, String what, String text) {
        if (!form.matcher(text).matches()) throw new IllegalArgumentException("'%s' is not %s".formatted(text, what));
    }

    /** Who may assume it, and with which ExternalId only. */
    public ObjectNode trust() {
        ObjectNode statement = JsonNodeFactory.instance.objectNode().put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", principal);
        statement.put("Action", "sts:AssumeRole");
        statement.putObject("Condition").putObject("StringEquals").put("sts:ExternalId", externalId);
        return document(List.of(statement));
    }

    /** As few as AWS's limit lets be; the first one denies what hands out data. */
    public List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (String action : actions) {
            open.add(action);
            if (Json.pretty(policy(policies.size(), open)).length() <= MAX_CHARACTERS) continue;
            open.removeLast();
            policies.add(named(policies.size(), open));
            open = new ArrayList<>(List.of(action));
        }
        policies.add(named(policies.size(), open));
        if (policies.size() > MAX_POLICIES)
            throw new IllegalStateException("role %s needs %d policies".formatted(name, policies.size()));
        return List.copyOf(policies);
    }

    private Policy named(int index, List<String> allowed) {
        return new Policy("%s-%d".formatted(name, index + 1), policy(index, allowed));
    }

    private ObjectNode policy(int index, List<String> allowed) {
        List<ObjectNode> statements = new ArrayList<>();
        statements.add(statement("Allow", allowed, List.of("*")));
        if (index == 0) {
            statements.add(statement("Deny", DataReads.ALL, List.of("*")));
            if (actions.contains(API_GATEWAY)) statements.add(statement("Deny", List.of(API_GATEWAY), API_KEYS));
        }
        return document(statements);
    }

    private static ObjectNode statement(String effect, List<String> actions, List<String> resources) {
        ObjectNode statement = JsonNodeFactory.instance.objectNode().put("Effect", effect);
        ArrayNode named = statement.putArray("Action");
        actions.forEach(named::add);
        if (resources.size() == 1) return statement.put("Resource", resources.getFirst());
        ArrayNode where = statement.putArray("Resource");
        resources.forEach(where::add);
        return statement;
    }

    private static ObjectNode document(List<ObjectNode> statements) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode all = document.putArray("Statement");
        statements.forEach(all::add);
        return document;
    }
}
