package io.vigil.gateway.pages.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.gateway.upstream.ScanSchedule;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleDraftTest {

    @ParameterizedTest
    @CsvSource({
        "daily,    02:00, 0 2 * * *",
        "weekdays, 23:05, 5 23 * * 1-5",
        "sun,      00:00, 0 0 * * 7",
        "monthly,  6:30,  30 6 1 * *"
    })
    void aRhythmAndATimeAreALineAndTheLineIsThemAgain(String how, String time, String line) {
        assertThat(ScheduleDraft.timed(how, time, null, null).line()).isEqualTo(line);
        ScheduleDraft again = ScheduleDraft.of(schedule(line));
        assertThat(again.how()).isEqualTo(how);
        assertThat(again.line()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"'*/30 8-18 * * *'", "0 2 15 * *", "0 2 * * 1"})
    void aLineIsKeptAsItIsWhateverItIs(String line) {
        assertThat(ScheduleDraft.of(schedule(line)).line()).isEqualTo(line);
        assertThat(ScheduleDraft.timed("cron", null, line, null).line()).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource({"daily, 25:00", "daily, soon", "hourly, 02:00"})
    void whatIsNoTimeIsNotMadeOne(String how, String time) {
        assertThat(ScheduleDraft.timed(how, time, null, null).line()).isEqualTo("at " + time);
    }

    private static ScanSchedule schedule(String cron) {
        return new ScanSchedule(
                new UUID(1, 1),
                "TENANT",
                "Nightly",
                cron,
                "UTC",
                "",
                List.of(),
                List.of(),
                "ONCE",
                true,
                List.of(),
                null);
    }
}
