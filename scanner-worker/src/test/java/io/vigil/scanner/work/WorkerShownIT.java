package io.vigil.scanner.work;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.contracts.ScanUnitRequested;
import io.vigil.contracts.UnitFailed;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What those see who run the machines. */
@OneWorker
class WorkerShownIT extends OnTheWire {
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    @Test
    void theMetricsCountWhatAUnitDid() {
        // Given
        ScanUnitRequested asked = Units.frankfurt();
        double done = value("vigil_worker_units_seconds_count{end=\"done\"}");
        double verdicts = ofVerdicts();
        double calls = value("vigil_worker_aws_calls_total{outcome=\"ok\",service=\"ec2\"}");

        // When
        wire.say(asked);
        Report report = Report.awaited(wire, asked.unit());
        ScanUnitRequested next = Units.frankfurt(PackServer.UNUSABLE, Units.EXTERNAL_ID);
        wire.say(next);
        wire.awaits(UnitFailed.class, next.unit());

        // Then
        assertThat(value("vigil_worker_units_seconds_count{end=\"done\"}")).isEqualTo(done + 1);
        assertThat(ofVerdicts()).isEqualTo(verdicts + report.verdicts().size());
        assertThat(value("vigil_worker_aws_calls_total{outcome=\"ok\",service=\"ec2\"}"))
                .isGreaterThan(calls);
        assertThat(value("vigil_worker_slots")).isEqualTo(1);
        assertThat(value("vigil_worker_units_seconds_max{end=\"done\"}")).isPositive();
        assertThat(value("vigil_worker_chunks_total{kind=\"verdicts\"}")).isPositive();
    }

    @Test
    void everyEndAndOutcomeIsThereBeforeItHappens() {
        for (UnitEnd end : UnitEnd.values())
            assertThat(value("vigil_worker_units_seconds_count{end=\"%s\"}"
                            .formatted(end.name().toLowerCase(Locale.ROOT))))
                    .isNotNegative();
        for (String outcome : List.of("ok", "denied", "throttled", "retried", "failed"))
            assertThat(value("vigil_worker_aws_calls_total{outcome=\"%s\",service=\"wafv2\"}".formatted(outcome)))
                    .isNotNegative();
    }

    @Test
    void noLabelSaysWhoseUnitItWas() {
        // Given
        ScanUnitRequested asked = Units.frankfurt();
        wire.say(asked);
        Report.awaited(wire, asked.unit());

        // When
        String metrics = metrics();

        // Then
        assertThat(metrics)
                .contains("vigil_worker_units")
                .doesNotContain(asked.unit().tenant().toString())
                .doesNotContain(asked.unit().scan().toString())
                .doesNotContain(Units.ACCOUNT.value())
                .doesNotContain(Units.EXTERNAL_ID);
        assertThat(metrics.lines().filter(line -> line.startsWith("vigil_")))
                .allSatisfy(line -> assertThat(LABEL.matcher(line).results().map(label -> label.group(1)))
                        .isSubsetOf("end", "kind", "status", "service", "outcome"));
    }

    @Test
    void aWorkerWhoseSlotsComeRoundIsReadyAndAlive() {
        assertThat(get("/q/health/ready").then().statusCode(200).extract().<List<String>>path("checks.name"))
                .contains("units");
        assertThat(get("/q/health/live").then().statusCode(200).extract().<List<String>>path("checks.name"))
                .contains("slots");
    }

    private static double ofVerdicts() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("vigil_worker_verdicts_total{"))
                .mapToDouble(WorkerShownIT::number)
                .sum();
    }

    private static double value(String series) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(WorkerShownIT::number)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no series " + series));
    }

    private static double number(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    private static String metrics() {
        return get("/q/metrics").then().statusCode(200).extract().asString();
    }
}
