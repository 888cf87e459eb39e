package io.vigil.scanner.collect.backup;

import io.vigil.checks.policy.Wildcard;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.backup.model.BackupSelection;
import software.amazon.awssdk.services.backup.model.ConditionParameter;
import software.amazon.awssdk.services.backup.model.Conditions;

/**
 * What a backup plan selects, as AWS Backup reads it: patterns of ARNs or one of the listed tags, or everything where
 * neither is given; of that, what meets all conditions and is not left out.
 */
record Selection(BackupSelection selection) {
    private static final String TAG = "aws:ResourceTag/";

    /** Whether it selects this. Some types are opted in to for the region, and what is not is left alone. */
    enum Choice {
        NO,
        /** If the region is opted in to the type. */
        IF_OPTED_IN,
        /** By its own ARN or its type's, whatever is opted in to. */
        BY_NAME
    }

    Choice of(String arn, Map<String, String> tags) {
        boolean leftOut = selection.notResources().stream().anyMatch(pattern -> Wildcard.matches(pattern, arn));
        if (leftOut || !meets(selection.conditions(), tags)) return Choice.NO;
        List<String> naming = selection.resources().stream()
                .filter(pattern -> Wildcard.matches(pattern, arn))
                .toList();
        if (naming.stream().anyMatch(Selection::namesType)) return Choice.BY_NAME;
        boolean everything =
                selection.resources().isEmpty() && selection.listOfTags().isEmpty();
        boolean tagged = selection.listOfTags().stream()
                .anyMatch(each -> each.conditionValue() != null
                        && each.conditionValue().equals(tags.get(key(each.conditionKey()))));
        return everything || tagged || !naming.isEmpty() ? Choice.IF_OPTED_IN : Choice.NO;
    }

    /** {@code arn:aws:rds:*:*:db:*} names databases, {@code arn:aws:rds:*} and {@code *} name no type. */
    private static boolean namesType(String pattern) {
        String[] parts = pattern.split(":", /* limit */ 6);
        return parts.length == 6 && parts[5].matches("[a-z][a-z-]*([:/].*)?");
    }

    private static boolean meets(@Nullable Conditions conditions, Map<String, String> tags) {
        if (conditions == null) return true;
        return all(
                        conditions.stringEquals(),
                        tags,
                        (wanted, value) -> value.filter(wanted::equals).isPresent())
                && all(conditions.stringLike(), tags, Selection::isLike)
                && all(
                        conditions.stringNotEquals(),
                        tags,
                        (wanted, value) -> value.filter(wanted::equals).isEmpty())
                && all(conditions.stringNotLike(), tags, (wanted, value) -> !isLike(wanted, value));
    }

    private static boolean isLike(String wanted, Optional<String> value) {
        return value.filter(text -> Wildcard.matches(wanted, text)).isPresent();
    }

    private static boolean all(
            List<ConditionParameter> conditions,
            Map<String, String> tags,
            BiPredicate<String, Optional<String>> holds) {
        return conditions.stream()
                .allMatch(each -> holds.test(
                        String.valueOf(each.conditionValue()),
                        Optional.ofNullable(tags.get(key(each.conditionKey())))));
    }

    private static String key(@Nullable String key) {
        if (key == null) return "";
        return key.startsWith(TAG) ? key.substring(TAG.length()) : key;
    }
}
