package io.vigil.scanner.collect.wafv2;

import java.util.Set;
import software.amazon.awssdk.services.wafv2.model.ByteMatchStatement;
import software.amazon.awssdk.services.wafv2.model.ComparisonOperator;
import software.amazon.awssdk.services.wafv2.model.FieldToMatch;
import software.amazon.awssdk.services.wafv2.model.NotStatement;
import software.amazon.awssdk.services.wafv2.model.PositionalConstraint;
import software.amazon.awssdk.services.wafv2.model.SizeConstraintStatement;
import software.amazon.awssdk.services.wafv2.model.Statement;

/** How many requests a statement matches, as far as the statement itself tells. */
final class Breadth {
    private static final Set<PositionalConstraint> ANYWHERE =
            Set.of(PositionalConstraint.STARTS_WITH, PositionalConstraint.CONTAINS);

    private static final Set<String> ANY_TEXT = Set.of(".*", "^.*", ".*$", "^.*$");

    private static final Set<String> ANY_PATH = Set.of("/", "^/", "^/.*", "^/.*$", ".+", "^.+", "^.+$");

    private Breadth() {}

    /** Every request has a path, and it begins with a slash. */
    private static boolean isEverything(Statement statement) {
        if (statement.orStatement() != null)
            return statement.orStatement().statements().stream().anyMatch(Breadth::isEverything);
        if (statement.andStatement() != null)
            return statement.andStatement().statements().stream().allMatch(Breadth::isEverything);
        if (statement.byteMatchStatement() != null) return isEverything(statement.byteMatchStatement());
        if (statement.sizeConstraintStatement() != null) return isEverything(statement.sizeConstraintStatement());
        if (statement.regexMatchStatement() == null) return false;
        String text = String.valueOf(statement.regexMatchStatement().regexString());
        return ANY_TEXT.contains(text)
                || isPath(statement.regexMatchStatement().fieldToMatch()) && ANY_PATH.contains(text);
    }

    private static boolean isEverything(ByteMatchStatement match) {
        return isPath(match.fieldToMatch())
                && ANYWHERE.contains(match.positionalConstraint())
                && match.searchString() != null
                && match.searchString().asUtf8String().equals("/");
    }

    private static boolean isEverything(SizeConstraintStatement constraint) {
        long size = constraint.size() == null ? Long.MAX_VALUE : constraint.size();
        if (constraint.comparisonOperator() == ComparisonOperator.GE)
            return size == 0 || size == 1 && isPath(constraint.fieldToMatch());
        return constraint.comparisonOperator() == ComparisonOperator.GT
                && size == 0
                && isPath(constraint.fieldToMatch());
    }

    private static boolean isPath(FieldToMatch field) {
        return field != null && field.uriPath() != null;
    }

    /** Whether it matches every request, or all but some that it excepts by NOT. */
    static boolean isMost(Statement statement) {
        if (isEverything(statement)) return true;
        if (statement.andStatement() != null)
            return statement.andStatement().statements().stream().allMatch(Breadth::isMost);
        if (statement.orStatement() != null)
            return statement.orStatement().statements().stream().anyMatch(Breadth::isMost);
        NotStatement not = statement.notStatement();
        return not != null && not.statement() != null && !isMost(not.statement());
    }

    /** As {@link #isMost}; to except countries is to except most of those who come. */
    static boolean onlyExcepts(Statement statement) {
        return isMost(statement) && !exceptsCountries(statement);
    }

    private static boolean exceptsCountries(Statement statement) {
        if (statement.andStatement() != null)
            return statement.andStatement().statements().stream().anyMatch(Breadth::exceptsCountries);
        if (statement.orStatement() != null)
            return statement.orStatement().statements().stream().anyMatch(Breadth::exceptsCountries);
        NotStatement not = statement.notStatement();
        return not != null && not.statement() != null && not.statement().geoMatchStatement() != null;
    }
}
