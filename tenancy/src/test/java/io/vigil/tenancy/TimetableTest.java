package io.vigil.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

    @Test
    void anHourIsTheZonesOwnInSummerAndInWinter() {
        Timetable nightly = Timetable.of("0 2 * * *", "Europe/Oslo");
        assertThat(nightly.next(Instant.parse("2026-10-23T12:00:00Z"), 4))
                .containsExactly(
                        Instant.parse("2026-10-24T00:00:00Z"),
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-10-26T01:00:00Z"),
                        Instant.parse("2026-10-27T01:00:00Z"));
    }

    @Test
    void anHourThatTheClockJumpsOverIsServedOnceAndOneThatItRepeatsOnceToo() {
        Timetable nightly = Timetable.of("30 2 * * *", "Europe/Oslo");
        assertThat(nightly.next(Instant.parse("2027-03-27T12:00:00Z"), 3))
                .containsExactly(
                        Instant.parse("2027-03-28T01:30:00Z"),
                        Instant.parse("2027-03-29T00:30:00Z"),
                        Instant.parse("2027-03-30T00:30:00Z"));
        assertThat(nightly.latest(Instant.parse("2027-03-28T01:10:00Z")))
                .contains(Instant.parse("2027-03-27T01:30:00Z"));
        assertThat(nightly.latest(Instant.parse("2027-03-28T01:30:00Z")))
                .contains(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(nightly.next(Instant.parse("2026-10-24T12:00:00Z"), 2))
                .containsExactly(Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void whoWakesInTheRepeatedHourFindsWhatWasDueInItsFirstPass() {
        // Given
        Timetable nightly = Timetable.of("50 2 * * *", "Europe/Oslo");
        Instant firstPass = Instant.parse("2026-10-25T00:50:00Z");
        // When, Then
        assertThat(nightly.latest(Instant.parse("2026-10-25T01:10:00Z"))).contains(firstPass);
        assertThat(nightly.latest(Instant.parse("2026-10-25T01:55:00Z"))).contains(firstPass);
        assertThat(nightly.next(Instant.parse("2026-10-25T01:10:00Z"))).contains(Instant.parse("2026-10-26T01:50:00Z"));
    }

    @Test
    void whatTheClockJumpsOverIsNotLostForWhoAsksJustAfterTheJump() {
        // Given
        Timetable twice = Timetable.of("0,30 2 * * *", "Europe/Oslo");
        Instant first = Instant.parse("2027-03-28T01:00:00Z");
        // When, Then
        assertThat(twice.next(first)).contains(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(twice.next(Instant.parse("2027-03-28T01:10:00Z"))).contains(Instant.parse("2027-03-28T01:30:00Z"));
        assertThat(twice.next(Instant.parse("2027-03-28T01:30:00Z"))).contains(Instant.parse("2027-03-29T00:00:00Z"));
    }

    @Test
    void timesThatAHalfHoursJumpBringsOutOfOrderAreMetInOrder() {
        // Given
        Timetable line = Timetable.of("5,32 2 * * *", "Australia/Lord_Howe");
        Instant jump = Instant.parse("2026-10-03T15:30:00Z");
        // When, Then
        assertThat(line.next(jump.minusSeconds(1), 3))
                .containsExactly(
                        jump.plusSeconds(2 * 60), jump.plusSeconds(5 * 60), Instant.parse("2026-10-04T15:05:00Z"));
        assertThat(line.latest(jump.plusSeconds(10 * 60))).contains(jump.plusSeconds(5 * 60));
        assertThat(line.latest(jump.plusSeconds(3 * 60))).contains(jump.plusSeconds(2 * 60));
    }

    @Test
    void theLatestTimeIsTheOneThatIsDueNow() {
        Timetable weekly = Timetable.of("15 6 * * 1", "America/New_York");
        Instant due = Instant.parse("2026-11-23T11:15:00Z");
        assertThat(weekly.latest(due)).contains(due);
        assertThat(weekly.latest(due.minusMillis(1))).contains(due.minusSeconds(7 * 24 * 3600));
        assertThat(weekly.next(due)).contains(due.plusSeconds(7 * 24 * 3600));
    }

    @Test
    void anOftenDueLineGoesOnThroughBothJumps() {
        Timetable often = Timetable.of("*/30 * * * *", "Europe/Oslo");
        assertThat(often.next(Instant.parse("2027-03-28T00:31:00Z"), 4))
                .containsExactly(
                        Instant.parse("2027-03-28T01:00:00Z"),
                        Instant.parse("2027-03-28T01:30:00Z"),
                        Instant.parse("2027-03-28T02:00:00Z"),
                        Instant.parse("2027-03-28T02:30:00Z"));
        assertThat(often.next(Instant.parse("2026-10-24T23:59:00Z"), 50))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({
        "0 2 * * *,   at 02:00",
        "0 2 * * 1,   at 02:00 on Mondays",
        "0 2 * * 7,   at 02:00 on Sundays",
        "0 2 1 * *,   at 02:00 on day 1 of the month",
        "0 2 * * 1-5, at 02:00 every day between Monday and Friday"
    })
    void aLineReadsInWords(String cron, String words) {
        assertThat(Timetable.of(cron, "UTC").words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 2 * *        | UTC          | cron",
                "61 2 * * *     | UTC          | cron",
                "0 2 30 2 *     | UTC          | never due",
                "@daily         | UTC          | cron",
                "0 0 2 * * ?    | UTC          | cron",
                "0 2 * * *      | Europe/Olso  | no IANA time zone",
                "0 2 * * *      | +02:00       | no IANA time zone",
                "'; drop table' | UTC          | cron"
            })
    void whatCannotBeReadIsNamed(String cron, String zone, String word) {
        assertThatThrownBy(() -> Timetable.of(cron, zone))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400))
                .hasMessageContaining(word);
    }

    @Test
    void allTimesOfALineAreInOrder() {
        List<Instant> times = Timetable.of("*/20 8-9 1,15 * *", "Asia/Kolkata").next(Instant.EPOCH, 50);
        assertThat(times).isSorted().doesNotHaveDuplicates().hasSize(50);
    }
}
