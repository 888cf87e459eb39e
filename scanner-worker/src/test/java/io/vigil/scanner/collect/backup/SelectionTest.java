package io.vigil.scanner.collect.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.backup.model.BackupSelection;
import software.amazon.awssdk.services.backup.model.Condition;
import software.amazon.awssdk.services.backup.model.ConditionType;

class SelectionTest {
    private static final String ORDERS = "arn:aws:rds:eu-central-1:111122223333:db:orders";
    private static final Map<String, String> DAILY = Map.of("backup", "daily", "stage", "prod");

    @Test
    void takesEverythingWhereNothingIsNamed() {
        assertThat(choice(s -> {})).isEqualTo(Selection.Choice.IF_OPTED_IN);
        assertThat(choice(s -> s.resources("*"))).isEqualTo(Selection.Choice.IF_OPTED_IN);
    }

    @Test
    void knowsATypeThatIsNamedFromAServiceThatIs() {
        assertThat(choice(s -> s.resources("arn:aws:rds:*:*:db:*"))).isEqualTo(Selection.Choice.BY_NAME);
        assertThat(choice(s -> s.resources(ORDERS))).isEqualTo(Selection.Choice.BY_NAME);
        assertThat(choice(s -> s.resources("arn:aws:rds:*"))).isEqualTo(Selection.Choice.IF_OPTED_IN);
    }

    @Test
    void leavesOthersAlone() {
        assertThat(choice(s -> s.resources("arn:aws:ec2:*:*:volume/*"))).isEqualTo(Selection.Choice.NO);
        assertThat(choice(s -> s.resources("arn:aws:rds:*:*:cluster:*"))).isEqualTo(Selection.Choice.NO);
        assertThat(choice(s -> s.resources(ORDERS + "-copy"))).isEqualTo(Selection.Choice.NO);
    }

    @Test
    void leavesOutWhatIsExcludedHoweverItIsChosen() {
        assertThat(choice(s -> s.resources("*").notResources("arn:aws:rds:*:*:db:*")))
                .isEqualTo(Selection.Choice.NO);
        assertThat(choice(s -> s.resources(ORDERS).notResources(ORDERS))).isEqualTo(Selection.Choice.NO);
    }

    @Test
    void takesWhatHasOneOfTheListedTagsOrIsNamed() {
        assertThat(choice(s -> tag(s, "backup", "weekly", "daily"))).isEqualTo(Selection.Choice.IF_OPTED_IN);
        assertThat(choice(s -> tag(s, "aws:ResourceTag/backup", "daily"))).isEqualTo(Selection.Choice.IF_OPTED_IN);
        assertThat(choice(s -> tag(s, "backup", "Daily"))).isEqualTo(Selection.Choice.NO);
        assertThat(choice(s -> tag(s.resources(ORDERS), "backup", "never"))).isEqualTo(Selection.Choice.BY_NAME);
        assertThat(choice(s -> tag(s.resources("arn:aws:ec2:*:*:volume/*"), "backup", "daily")))
                .isEqualTo(Selection.Choice.IF_OPTED_IN);
    }

    @Test
    void demandsAllConditions() {
        assertThat(choice(s -> s.conditions(c -> c.stringEquals(
                        e -> e.conditionKey("aws:ResourceTag/backup").conditionValue("daily"),
                        e -> e.conditionKey("aws:ResourceTag/stage").conditionValue("prod")))))
                .isEqualTo(Selection.Choice.IF_OPTED_IN);
        assertThat(choice(s -> s.conditions(c -> c.stringEquals(
                        e -> e.conditionKey("aws:ResourceTag/backup").conditionValue("daily"),
                        e -> e.conditionKey("aws:ResourceTag/stage").conditionValue("test")))))
                .isEqualTo(Selection.Choice.NO);
        assertThat(choice(s -> s.resources(ORDERS)
                        .conditions(c -> c.stringLike(
                                e -> e.conditionKey("aws:ResourceTag/stage").conditionValue("t*")))))
                .isEqualTo(Selection.Choice.NO);
        assertThat(choice(s -> s.conditions(c -> c.stringNotEquals(
                        e -> e.conditionKey("aws:ResourceTag/stage").conditionValue("prod")))))
                .isEqualTo(Selection.Choice.NO);
        assertThat(choice(s -> s.conditions(c -> c.stringNotLike(
                        e -> e.conditionKey("aws:ResourceTag/owner").conditionValue("*")))))
                .isEqualTo(Selection.Choice.IF_OPTED_IN);
    }

    private static void tag(BackupSelection.Builder selection, String key, String... values) {
        selection.listOfTags(Arrays.stream(values)
                .map(value -> Condition.builder()
                        .conditionType(ConditionType.STRINGEQUALS)
                        .conditionKey(key)
                        .conditionValue(value)
                        .build())
                .toList());
    }

    private static Selection.Choice choice(Consumer<BackupSelection.Builder> selection) {
        return new Selection(BackupSelection.builder().applyMutation(selection).build()).of(ORDERS, DAILY);
    }
}
