package io.vigil.reports.exports;

import io.vigil.contracts.AccountId;
import io.vigil.reports.exports.AsffFinding.Batch;
import io.vigil.reports.findings.Finding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code aws securityhub batch-import-findings --cli-input-json} takes, one call a line: at most a hundred findings, all
 * of one account and region, for Security Hub takes an account's findings from that account and region alone. What waits for
 * more of its kind is bounded; a line may hold fewer.
 */
final class AsffBatches implements FindingWriter {
    private static final int MOST_WAITING = 2_000;

    private record Place(AccountId account, String region) {}

    private final JsonLines lines;
    private final ToAsff form;
    private final int mostWaiting;
    private final Map<Place, List<Finding>> waiting = new LinkedHashMap<>();
    private int held;

    AsffBatches(OutputStream out, About about) throws IOException {
        this(out, about, MOST_WAITING);
    }

    AsffBatches(OutputStream out, About about, int mostWaiting) throws IOException {
        this.form = new ToAsff(about);
        this.lines = new JsonLines(out, ExportJson.AWS);
        this.mostWaiting = mostWaiting;
    }

    @Override
    public void write(Finding finding) throws IOException {
        var place = new Place(finding.account(), Partition.of(finding).regionOf(finding));
        List<Finding> its = waiting.computeIfAbsent(place, none -> new ArrayList<>());
        its.add(finding);
        held++;
        if (its.size() == Batch.MOST_FINDINGS) send(place);
        else if (held >= mostWaiting) sendLargest();
    }

    private void sendLargest() throws IOException {
        Place largest = waiting.entrySet().stream()
                .max(Comparator.comparingInt(place -> place.getValue().size()))
                .orElseThrow()
                .getKey();
        send(largest);
    }

    private void send(Place place) throws IOException {
        List<Finding> its = waiting.getOrDefault(place, List.of());
        waiting.remove(place);
        held -= its.size();
        lines.line(new Batch(its.stream().map(form::finding).toList()));
    }

    @Override
    public void close() throws IOException {
        for (Place place : List.copyOf(waiting.keySet())) send(place);
        lines.close();
    }
}
