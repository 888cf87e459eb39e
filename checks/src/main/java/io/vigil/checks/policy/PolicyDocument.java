package io.vigil.checks.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy of IAM or of a resource, as JSON; tells what checks ask of it. */
public final class PolicyDocument {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<Statement> statements;

    private PolicyDocument(List<Statement> statements) {
        this.statements = statements;
    }

    /** @throws IllegalArgumentException if the text is no policy; the message says where it stops being one */
    public static PolicyDocument parse(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JsonProcessingException malformed) {
            var at = malformed.getLocation();
            throw new IllegalArgumentException(
                    "not JSON at line %d column %d".formatted(at.getLineNr(), at.getColumnNr()), malformed);
        }
    }

    /** @param values of JSON, as a document of ours holds them */
    static PolicyDocument of(Object values) {
        return of(node(values));
    }

    /** As the mapper makes it, without writing the values to tokens first. */
    private static JsonNode node(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                ObjectNode node = JSON.createObjectNode();
                map.forEach((name, each) -> node.set(String.valueOf(name), node(each)));
                yield node;
            }
            case List<?> list -> {
                ArrayNode node = JSON.createArrayNode();
                for (Object each : list) node.add(node(each));
                yield node;
            }
            case String text -> TextNode.valueOf(text);
            default -> JSON.valueToTree(value);
        };
    }

    private static PolicyDocument of(@Nullable JsonNode document) {
        if (document == null || !document.isObject()) throw new IllegalArgumentException("not a JSON object");
        List<Statement> statements = new ArrayList<>();
        JsonNode found = document.path("Statement");
        if (found.isObject()) statements.add(Statement.of(found, 1));
        else if (found.isArray()) for (JsonNode each : found) statements.add(Statement.of(each, statements.size() + 1));
        else throw new IllegalArgumentException("it has no Statement");
        return new PolicyDocument(List.copyOf(statements));
    }

    List<Statement> statements() {
        return statements;
    }

    /** @param ownAccount of what the policy is attached to; empty for one that is an identity's */
    public PolicyFacts facts(String ownAccount) {
        List<Statement> open = open();
        return new PolicyFacts(
                !open.isEmpty(),
                open.stream().anyMatch(Statement::allowsWrite),
                statements.stream().anyMatch(Statement::refusesPlainConnections),
                !Permissions.of(this).admin(/* ownOnly */ true).isEmpty(),
                open.stream().map(Statement::name).toList(),
                statements.stream()
                        .flatMap(statement -> statement.openServices().stream())
                        .distinct()
                        .toList(),
                ownAccount.isEmpty() ? List.of() : OthersLetIn.by(statements, ownAccount));
    }

    /** What lets anyone in, and no refusal takes that back. */
    private List<Statement> open() {
        List<Refusal> refusals = statements.stream()
                .filter(statement -> !statement.allows())
                .map(Refusal::of)
                .toList();
        return statements.stream()
                .filter(Statement::letsAnyoneIn)
                .filter(statement -> refusals.stream().noneMatch(refusal -> refusal.shutsStrangersOut(statement)))
                .toList();
    }

    /** The statements by which anyone gets at this resource, each by its Sid or its number from 1. */
    public List<String> publicStatementsOn(String arn) {
        return open().stream()
                .filter(statement -> statement.covers(arn))
                .map(Statement::name)
                .toList();
    }
}
