package io.vigil.deploy.stack.apart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what takes records from Kafka in the classes that the build has made: one that is added later is found. */
public final class FindConsumers {
    private static final String INCOMING = "org.eclipse.microprofile.reactive.messaging.Incoming";

    private static final Pattern CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.([^.]+)\\.connector");

    private FindConsumers() {}

    /** @param classes the folder of a module's compiled classes */
    public static List<Consumer> in(Path classes) {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith(".class") && names(file))
                    .flatMap(file -> consumers(load(classes.relativize(file))))
                    .sorted(Comparator.comparing(Consumer::toString))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The channels into a service, as its configuration names them; however they are read, each must have a consumer. */
    public static Set<String> channels(Iterable<String> properties) {
        Set<String> channels = new TreeSet<>();
        for (String property : properties) {
            Matcher matcher = CHANNEL.matcher(property);
            if (matcher.matches()) channels.add(matcher.group(1));
        }
        return channels;
    }

    /** Whether the class speaks of the annotation at all, so that few are loaded. */
    private static boolean names(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
                    .contains("L" + INCOMING.replace('.', '/') + ";");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Class<?> load(Path file) {
        String name = file.toString().replaceAll("\\.class$", "").replace('/', '.');
        try {
            return Class.forName(
                    name, /* initialize */ false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(gone);
        }
    }

    private static Stream<Consumer> consumers(Class<?> type) {
        List<Consumer> found = new ArrayList<>();
        for (Method method : type.getDeclaredMethods())
            Arrays.stream(method.getAnnotations())
                    .flatMap(FindConsumers::channels)
                    .forEach(channel -> found.add(new Consumer(channel, method)));
        return found.stream();
    }

    /** Also of several on one method. */
    private static Stream<String> channels(Annotation annotation) {
        try {
            String name = annotation.annotationType().getName();
            if (name.equals(INCOMING))
                return Stream.of(
                        (String) annotation.annotationType().getMethod("value").invoke(annotation));
            if (!name.startsWith(INCOMING)) return Stream.of();
            Object several = annotation.annotationType().getMethod("value").invoke(annotation);
            return Arrays.stream((Annotation[]) several).flatMap(FindConsumers::channels);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }
}
