package io.vigil.scanner.collect.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

class TrailWatchesTest {
    private static final AdvancedFieldSelector MANAGEMENT = AdvancedFieldSelector.builder()
            .field("eventCategory")
            .equalsValue("Management")
            .build();
    private static final AdvancedFieldSelector WITHOUT_KMS = AdvancedFieldSelector.builder()
            .field("eventSource")
            .notEquals("kms.amazonaws.com")
            .build();

    @Test
    void managementEventsAreThoseThatReadAndThoseThatWrite() {
        assertThat(TrailWatches.logsManagementEvents(plain(ReadWriteType.ALL, true)))
                .isTrue();
        assertThat(TrailWatches.logsManagementEvents(plain(ReadWriteType.WRITE_ONLY, true)))
                .isFalse();
        assertThat(TrailWatches.logsManagementEvents(plain(ReadWriteType.ALL, false)))
                .isFalse();
        assertThat(TrailWatches.logsManagementEvents(
                        GetEventSelectorsResponse.builder().build()))
                .isFalse();
    }

    @Test
    void anAdvancedSelectorMayLeaveHalfOfThemOut() {
        // Given
        AdvancedFieldSelector writes = AdvancedFieldSelector.builder()
                .field("readOnly")
                .equalsValue("false")
                .build();

        // Then
        assertThat(TrailWatches.logsManagementEvents(advanced(MANAGEMENT))).isTrue();
        assertThat(TrailWatches.logsManagementEvents(advanced(MANAGEMENT, writes)))
                .isFalse();
        assertThat(TrailWatches.logsManagementEvents(
                        advanced(MANAGEMENT.toBuilder().equalsValue("Data").build())))
                .isFalse();
    }

    @Test
    void anAdvancedSelectorThatNamesWhatItTakesInLeavesTheRestOut() {
        // Given
        AdvancedFieldSelector one = AdvancedFieldSelector.builder()
                .field("eventSource")
                .equalsValue("iam.amazonaws.com")
                .build();
        AdvancedFieldSelector deletions = AdvancedFieldSelector.builder()
                .field("eventName")
                .startsWith("Delete")
                .build();

        // Then
        assertThat(TrailWatches.logsManagementEvents(advanced(MANAGEMENT, one))).isFalse();
        assertThat(TrailWatches.logsManagementEvents(advanced(MANAGEMENT, deletions)))
                .isFalse();
        assertThat(TrailWatches.logsManagementEvents(advanced(MANAGEMENT, WITHOUT_KMS)))
                .isTrue();
    }

    @Test
    void sourcesAreExcludedInBothForms() {
        assertThat(TrailWatches.excludedSources(GetEventSelectorsResponse.builder()
                        .eventSelectors(e -> e.readWriteType(ReadWriteType.ALL)
                                .includeManagementEvents(true)
                                .excludeManagementEventSources("kms.amazonaws.com"))
                        .build()))
                .containsExactly("kms.amazonaws.com");
        assertThat(TrailWatches.excludedSources(advanced(MANAGEMENT, WITHOUT_KMS)))
                .containsExactly("kms.amazonaws.com");
        assertThat(TrailWatches.excludedSources(plain(ReadWriteType.ALL, true))).isEmpty();
    }

    @Test
    void whatOneSelectorTakesInIsNotExcluded() {
        assertThat(TrailWatches.excludedSources(GetEventSelectorsResponse.builder()
                        .advancedEventSelectors(
                                e -> e.fieldSelectors(MANAGEMENT, WITHOUT_KMS), e -> e.fieldSelectors(MANAGEMENT))
                        .build()))
                .isEmpty();
    }

    @Test
    void aLogGroupIsNamedWithoutItsStar() {
        for (String end : new String[] {"", ":*"})
            assertThat(TrailWatches.groupName(
                            Arn.fromString("arn:aws:logs:eu-central-1:111122223333:log-group:/aws/trail" + end)))
                    .isEqualTo("/aws/trail");
    }

    private static GetEventSelectorsResponse plain(ReadWriteType which, boolean management) {
        return GetEventSelectorsResponse.builder()
                .eventSelectors(e -> e.readWriteType(which).includeManagementEvents(management))
                .build();
    }

    private static GetEventSelectorsResponse advanced(AdvancedFieldSelector... fields) {
        return GetEventSelectorsResponse.builder()
                .advancedEventSelectors(e -> e.fieldSelectors(fields))
                .build();
    }
}
