package io.vigil.checks.trailevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPatternTest {
    private static final TrailEvent DELETED = TrailEvent.of("cloudtrail:DeleteTrail (requestParameters.name=main)");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.eventName = DeleteTrail }",
                "{$.eventName=\"DeleteTrail\"}",
                "{ ($.eventName = StopLogging) || ($.eventName = DeleteTrail) }",
                "{(($.eventName=\"DeleteTrail\")||(($.eventName=\"StopLogging\")))}",
                "{ $.eventSource = cloudtrail.amazonaws.com && ($.eventName = StopLogging || $.eventName = Delete*) }",
                "{ $.eventName = *Trail && $.errorCode NOT EXISTS }",
                "{ $.eventName = \"*\" && $.eventName != \"Describe*\" }",
                "{ $.eventName = %^(Delete|Update)Trail$% }",
                "{ $.readOnly IS FALSE && $.requestParameters EXISTS }",
                "{ $.['eventName'] = DeleteTrail && $.sourceIPAddress = 198.51.* }",
                "{ $.eventName = StopLogging || $.readOnly = false && $.eventName = DeleteTrail }",
                "{ $.eventVersion >= 1 && $.eventName = DeleteTrail }",
                "DeleteTrail",
                "?StopLogging ?DeleteTrail -DescribeTrails"
            })
    void otherWordsForTheSameAreTheSame(String pattern) {
        assertThat(DELETED.isPickedBy(FilterPattern.parse(pattern))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.eventName = StopLogging }",
                "{ $.eventName != DeleteTrail }",
                "{ $.eventName = DeleteTrail && $.userIdentity.type = Root }",
                "{ $.eventName = DeleteTrail && $.errorCode EXISTS }",
                "{ $.eventName = DeleteTrail && $.errorCode != AccessDenied }",
                "{ ($.eventName = DeleteTrail || $.eventName = StopLogging) && $.awsRegion = us-east-1 }",
                "{ $.eventName = DeleteTrails }",
                "{ $.eventname = DeleteTrail }",
                "{ $.eventVersion > 2 && $.eventName = DeleteTrail }",
                "[ip, user, DeleteTrail]",
                "DeleteTrail -cloudtrail"
            })
    void aPatternThatLeavesTheEventOutDoesNotPickIt(String pattern) {
        assertThat(DELETED.isPickedBy(FilterPattern.parse(pattern))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{ $.eventName = * }", "{ $.eventName EXISTS }", "{ $.userIdentity.type != Root }"})
    void whatMatchesEverythingPicksNothing(String pattern) {
        // Given
        FilterPattern everything = FilterPattern.parse(pattern);

        // Then
        assertThat(everything.matches(DELETED)).isTrue();
        assertThat(DELETED.isPickedBy(everything)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ $.eventName = }",
                "{ eventName = DeleteTrail }",
                "{ ($.eventName = DeleteTrail }",
                "{ $.eventName = DeleteTrail } and more",
                "{ $.eventName ~ DeleteTrail }"
            })
    void whatIsNoPatternIsRefusedWithItsPlace(String pattern) {
        assertThatThrownBy(() -> FilterPattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("character");
    }

    @Test
    void membersOfAnEventReplaceTheUsualOnes() {
        // When
        TrailEvent event =
                TrailEvent.of("signin:ConsoleLogin (userIdentity.type=Root; errorMessage=Failed authentication)");

        // Then
        assertThat(event.members())
                .containsEntry("eventSource", "signin.amazonaws.com")
                .containsEntry("userIdentity.type", "Root")
                .containsEntry("errorMessage", "Failed authentication");
    }

    @Test
    @Timeout(5)
    void anExpressionThatTakesForEverElsewhereEndsHere() {
        // Given
        FilterPattern slow = FilterPattern.parse("{ $.userIdentity.arn = %^([a-z0-9:/-]*)*!$% }");

        // Then
        assertThat(DELETED.isPickedBy(slow)).isFalse();
        assertThatThrownBy(() -> FilterPattern.parse("{ $.eventName = %(% }").matches(DELETED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'('");
    }
}
