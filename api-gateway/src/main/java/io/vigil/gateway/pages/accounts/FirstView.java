package io.vigil.gateway.pages.accounts;

import io.vigil.gateway.upstream.Finding;
import io.vigil.gateway.upstream.Scan;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the first scan of an account has found until now.
 *
 * @param scan absent until it is asked for
 */
public record FirstView(
        String account, @Nullable UUID scan, String progress, boolean over, long total, List<Line> findings) {

    public record Line(UUID id, String severity, String title, String resource) {}

    static FirstView of(String account, Optional<Scan> first, Finding.Listing found) {
        return new FirstView(
                account,
                first.map(Scan::id).orElse(null),
                first.map(FirstView::progress).orElse("The first scan begins by itself."),
                first.filter(scan -> !List.of("QUEUED", "RUNNING").contains(scan.state()))
                        .isPresent(),
                found.total(),
                found.items().stream()
                        .map(finding -> new Line(
                                finding.id(),
                                finding.severity(),
                                finding.title(),
                                finding.resourceName() == null ? finding.resource() : finding.resourceName()))
                        .toList());
    }

    /** Whether no scan but the first was asked for, and that one brought something or is under way. */
    static boolean isFirst(List<Scan> scans) {
        return scans.size() < 2;
    }

    private static String progress(Scan scan) {
        return switch (scan.state()) {
            case "QUEUED" -> "The first scan waits for a free worker.";
            case "RUNNING" -> "The first scan is under way; what it finds shows here as it comes.";
            case "FINISHED" -> "The first scan is finished.";
            case "CANCELLED" -> "The first scan was cancelled.";
            default -> "The first scan failed.";
        };
    }
}
