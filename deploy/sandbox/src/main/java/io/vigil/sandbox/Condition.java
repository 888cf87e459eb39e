package io.vigil.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** A statement's Condition: every operator and every key must hold, any value of a key suffices. */
final class Condition {
    private static final String IF_EXISTS = "IfExists";

    private Condition() {}

    /** @param context the request's condition keys in lower case */
    static boolean holds(JsonNode condition, Map<String, String> context) {
        return condition.properties().stream()
                .allMatch(operator -> operator.getValue().properties().stream()
                        .allMatch(key -> holds(
                                operator.getKey(),
                                context.get(key.getKey().toLowerCase(Locale.ROOT)),
                                PolicyDocument.texts(key.getValue()))));
    }

    private static boolean holds(
            String operator, @org.jspecify.annotations.Nullable String actual, List<String> wanted) {
        var optional = operator.endsWith(IF_EXISTS);
        var name = optional ? operator.substring(0, operator.length() - IF_EXISTS.length()) : operator;
        if (name.equals("Null")) {
            return wanted.contains(Boolean.toString(actual == null));
        }
        var negated = name.contains("Not");
        var test = test(name.replace("Not", ""));
        if (actual == null) {
            return optional || negated;
        }
        var any = wanted.stream().anyMatch(value -> test.test(value, actual));
        return negated != any;
    }

    private static BiPredicate<String, String> test(String operator) {
        return switch (operator) {
            case "StringEquals", "ArnEquals", "ArnLike", "StringLike" ->
                operator.equals("StringEquals") ? String::equals : Wildcard::matches;
            case "StringEqualsIgnoreCase", "Bool" -> String::equalsIgnoreCase;
            default -> throw new BadData("the sandbox does not know the condition operator " + operator);
        };
    }
}
