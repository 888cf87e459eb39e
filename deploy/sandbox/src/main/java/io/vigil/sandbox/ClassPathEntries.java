package io.vigil.sandbox;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names of what lies below a folder of the class path, in jars and in folders. */
final class ClassPathEntries {
    private ClassPathEntries() {}

    /** @param root with a slash at its end */
    static List<String> below(String root) throws IOException {
        var found = new ArrayList<String>();
        var urls = ClassPathEntries.class.getClassLoader().getResources(root);
        while (urls.hasMoreElements()) {
            found.addAll(below(root, urls.nextElement()));
        }
        return found;
    }

    private static List<String> below(String root, URL url) throws IOException {
        if (url.openConnection() instanceof JarURLConnection jar) {
            return jar.getJarFile().stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.startsWith(root))
                    .toList();
        }
        try (var files = Files.walk(Path.of(url.toURI()))) {
            var folder = Path.of(url.toURI());
            return files.map(file -> root + folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (URISyntaxException e) {
            throw new IOException("not a folder: " + url, e);
        }
    }
}
