package io.vigil.reports.attestations;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of files that show something, and nothing that a computer runs. The end of a name must fit the content. */
enum EvidenceType {
    PDF("application/pdf", List.of("pdf"), bytes("%PDF-")),
    PNG("image/png", List.of("png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}),
    JPEG("image/jpeg", List.of("jpg", "jpeg"), new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}),
    WORD("application/vnd.openxmlformats-officedocument.wordprocessingml.document", List.of("docx"), zip()),
    EXCEL("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", List.of("xlsx"), zip()),
    SLIDES("application/vnd.openxmlformats-officedocument.presentationml.presentation", List.of("pptx"), zip()),
    TEXT("text/plain; charset=UTF-8", List.of("txt", "csv", "md", "json", "log"), new byte[0]);

    private static final String LAYOUT = "\t\n\r\f\ufeff";

    private final String mediaType;
    private final List<String> ends;
    private final byte[] beginning;

    EvidenceType(String mediaType, List<String> ends, byte[] beginning) {
        this.mediaType = mediaType;
        this.ends = ends;
        this.beginning = beginning;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] zip() {
        return new byte[] {'P', 'K', 3, 4};
    }

    String mediaType() {
        return mediaType;
    }

    /** By what stands behind the last dot; empty for what is not taken. */
    static Optional<EvidenceType> of(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(type -> type.ends.contains(end)).findFirst();
    }

    /** Such as {@code pdf, png, jpg}. */
    static String allEnds() {
        return Arrays.stream(values()).flatMap(type -> type.ends.stream()).collect(Collectors.joining(", "));
    }

    /** Whether the content is what the name says. */
    boolean fits(Path content) throws IOException {
        if (this == TEXT) return isText(content);
        try (InputStream in = Files.newInputStream(content)) {
            return Arrays.equals(in.readNBytes(beginning.length), beginning);
        }
    }

    /** UTF-8 without control characters. */
    private static boolean isText(Path content) throws IOException {
        char[] some = new char[8192];
        try (Reader in = Files.newBufferedReader(content, StandardCharsets.UTF_8)) {
            for (int n = in.read(some); n >= 0; n = in.read(some))
                for (int i = 0; i < n; i++)
                    if (Character.isISOControl(some[i]) && LAYOUT.indexOf(some[i]) < 0) return false;
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
