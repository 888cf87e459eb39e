package io.vigil.reports.exports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vigil.contracts.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsffBatchesTest {
    @Test
    void gathersAHundredOfOneAccount() throws IOException {
        assertThat(sizes(/* findings */ 500, /* accounts */ 2, /* mostWaiting */ 5_000))
                .containsExactly(100, 100, 100, 100, 50, 50);
    }

    @Test
    void sendsTheFullestWhenTooManyWait() throws IOException {
        assertThat(sizes(/* findings */ 30, /* accounts */ 10, /* mostWaiting */ 10))
                .allSatisfy(size -> assertThat(size).isBetween(1, 10))
                .satisfies(sizes -> assertThat(
                                sizes.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(30));
    }

    @Test
    void isEmptyWithoutFindings() throws IOException {
        assertThat(sizes(0, 1, 10)).isEmpty();
    }

    private static List<Integer> sizes(int findings, int accounts, int mostWaiting) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var batches = new AsffBatches(out, Sample.ABOUT, mostWaiting)) {
            for (int i = 0; i < findings; i++) batches.write(Sample.finding(i, i % accounts));
        }
        List<Integer> sizes = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
            JsonNode its = EventJson.MAPPER.readTree(line).path("Findings");
            sizes.add(its.size());
        }
        return sizes;
    }
}
