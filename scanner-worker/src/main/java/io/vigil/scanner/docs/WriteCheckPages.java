package io.vigil.scanner.docs;

import io.vigil.checks.CheckCatalogue;
import io.vigil.checks.Frameworks;
import io.vigil.scanner.collect.Collectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes {@code docs/checks}; lives here because only the worker knows what is called for a check. */
public final class WriteCheckPages {
    private WriteCheckPages() {}

    /** @param arguments the folder, whose pages are replaced */
    public static void main(String[] arguments) throws IOException {
        write(Path.of(arguments[0]));
    }

    /** Pages that are not written any more are deleted; other files are left alone. */
    static void write(Path folder) throws IOException {
        SortedMap<String, String> pages = pages();
        if (Files.isDirectory(folder))
            for (Path old : markdown(folder))
                if (!pages.containsKey(folder.relativize(old).toString())) Files.delete(old);
        for (var page : pages.entrySet()) {
            Path file = folder.resolve(page.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.getValue());
        }
    }

    /** Text by file, the same on every machine. */
    static SortedMap<String, String> pages() {
        CheckCatalogue checks = CheckCatalogue.load();
        Frameworks frameworks = Frameworks.load();
        SortedMap<String, String> pages = new TreeMap<>(new Indexes(checks, frameworks).pages());
        pages.putAll(new CheckPages(checks, frameworks, Collectors.ALL).pages());
        pages.replaceAll((file, text) -> text.replace("\r\n", "\n"));
        return pages;
    }

    static List<Path> markdown(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
