package io.vigil.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The accounts' folders, read at each call; no path is ever made of what a caller sent beyond account, region and service. */
final class AccountFiles {
    static final String GLOBAL = "global";
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private final Path root;
    private final FileCache<Content> documents = new FileCache<>(AccountFiles::parse);
    private final FileCache<Map<String, Path>> folders = new FileCache<>(AccountFiles::list);

    private final InstantSource clock;

    private record Content(JsonNode json, boolean tellsAges) {
        JsonNode at(InstantSource clock) {
            return tellsAges ? RelativeTimes.fill(json, clock.instant()) : json;
        }
    }

    AccountFiles(Path root, InstantSource clock) {
        this.clock = clock;
        this.root = root.toAbsolutePath().normalize();
    }

    /** @param source the file that the answer came from, relative to the accounts' folder */
    record Answer(ObjectNode document, String source) {}

    boolean exists(String account) {
        return ACCOUNT.matcher(account).matches() && Files.isDirectory(root.resolve(account));
    }

    /** The answer to a call: the region's own, else the one that holds in every region. */
    Optional<Answer> answer(Call call) {
        return in(call, call.region()).or(() -> in(call, GLOBAL));
    }

    private Optional<Answer> in(Call call, String region) {
        if (!ACCOUNT.matcher(call.account()).matches()
                || !REGION.matcher(region).matches()) {
            return Optional.empty();
        }
        var service = root.resolve(call.account())
                .resolve(region)
                .resolve(call.service().folder());
        var names = folders.get(service).orElse(Map.of());
        var name = call.operation().name().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(names.get(name + ".json"))
                .flatMap(file -> inFile(call, file))
                .or(() -> Optional.ofNullable(names.get(name)).flatMap(folder -> inFolder(call, folder)));
    }

    private Optional<Answer> inFile(Call call, Path file) {
        return read(file)
                .flatMap(content ->
                        Keyed.select(content, call).map(found -> new Answer(object(found, file), source(file))));
    }

    private Optional<Answer> inFolder(Call call, Path folder) {
        var byKey = new HashMap<String, Path>();
        folders.get(folder).orElse(Map.of()).values().forEach(file -> byKey.put(Keyed.ofFileName(file), file));
        return Keyed.find(byKey, call)
                .flatMap(file -> read(file).map(found -> new Answer(object(found, file), source(file))));
    }

    /** A file of ours beside AWS's answers, such as {@code global/iam/trust/VigilReadOnly.json}. */
    Optional<JsonNode> own(String account, String... path) {
        if (!ACCOUNT.matcher(account).matches()) {
            return Optional.empty();
        }
        var file = root.resolve(account);
        for (var part : path) {
            if (part.contains("/") || part.contains("\\") || part.startsWith("..")) {
                return Optional.empty();
            }
            file = file.resolve(part);
        }
        return read(file);
    }

    private Optional<JsonNode> read(Path file) {
        return documents.get(file).map(content -> content.at(clock));
    }

    private ObjectNode object(JsonNode node, Path file) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new BadData(source(file) + ": expected a JSON object, found " + node.getNodeType());
    }

    private String source(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static Content parse(Path file) throws IOException {
        try {
            var text = Files.readString(file);
            return new Content(JSON.readTree(text), text.contains("{now"));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new BadData("%s, line %d, column %d: %s"
                    .formatted(file, at.getLineNr(), at.getColumnNr(), e.getOriginalMessage()));
        }
    }

    private static Map<String, Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        var found = new HashMap<String, Path>();
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files.sorted()::iterator) {
                found.putIfAbsent(String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT), file);
            }
        }
        return found;
    }

    /** Account ids that have a folder. */
    List<String> accounts() {
        try (var folders = Files.list(root)) {
            return folders.map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> ACCOUNT.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
