package io.vigil.reports.exports;

import io.vigil.tenancy.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** In which forms findings are taken along. */
public enum ExportFormat {
    /** A table for people and spreadsheets. */
    CSV("text/csv; charset=utf-8", "csv"),
    /** The same table as a workbook. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    /** Each finding as the API tells it, one a line. */
    NDJSON("application/x-ndjson", "ndjson"),
    /** Events of OCSF's class Compliance Finding, one a line. */
    OCSF("application/x-ndjson", "ocsf.ndjson"),
    /** What AWS Security Hub imports, one call a line. */
    ASFF("application/x-ndjson", "asff.ndjson");

    private final String mediaType;
    private final String extension;

    ExportFormat(String mediaType, String extension) {
        this.mediaType = mediaType;
        this.extension = extension;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Of a file's name, without the dot before it. */
    public String extension() {
        return extension;
    }

    /** The word in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Problem 400 if it is none */
    public static ExportFormat of(String word) {
        for (ExportFormat format : values()) if (format.word().equals(word)) return format;
        throw Problem.badRequest("format '%s' is none of %s"
                .formatted(word, Arrays.stream(values()).map(ExportFormat::word).collect(Collectors.joining(", "))));
    }
}
