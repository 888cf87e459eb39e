package io.vigil.checks;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A map of a YAML file whose values know where they stand. Only JSON's values exist: {@code true}, {@code false},
 * numbers, text, lists, maps; {@code yes}, {@code 0777} and times are text.
 */
final class YamlMap {
    private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)\\.[0-9]+");

    private static final int STRANGERS_DEPTH = 20;

    /** A text and where it begins. */
    record Text(String value, Place place) {}

    private final String file;
    private final Place place;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Place> words = new LinkedHashMap<>();

    private YamlMap(String file, Node node) {
        this.file = file;
        this.place = place(file, node);
        if (!(node instanceof MappingNode map)) throw new MalformedCheck(place, "expected words with values");
        for (NodeTuple entry : map.getValue()) {
            Place at = place(file, entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode word)) throw new MalformedCheck(at, "a word must be text");
            if (values.put(word.getValue(), entry.getValueNode()) != null)
                throw new MalformedCheck(at, "'%s' stands here twice".formatted(word.getValue()));
            words.put(word.getValue(), at);
        }
    }

    static YamlMap of(String file, String text) {
        return new YamlMap(file, node(file, text, new LoaderOptions()));
    }

    /** As {@link #of}, of a text that a stranger wrote: without anchors, and of bounded depth. */
    static YamlMap ofStranger(String file, String text) {
        return new YamlMap(file, strangersNode(file, text));
    }

    /** The file's top is a list of maps. */
    static List<YamlMap> listOf(String file, String text) {
        return maps(file, node(file, text, new LoaderOptions()));
    }

    /** As {@link #listOf}, of a text that a stranger wrote. */
    static List<YamlMap> listOfStranger(String file, String text) {
        return maps(file, strangersNode(file, text));
    }

    private static List<YamlMap> maps(String file, Node node) {
        if (!(node instanceof SequenceNode list)) throw new MalformedCheck(place(file, node), "expected a list");
        return list.getValue().stream().map(each -> new YamlMap(file, each)).toList();
    }

    private static Node strangersNode(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(STRANGERS_DEPTH);
        Node node = node(file, text, options);
        refuseAliases(file, node, Collections.newSetFromMap(new IdentityHashMap<>()));
        return node;
    }

    /** A node that is met twice stands behind an alias; a few of these, nested, write out to more than any memory. */
    private static void refuseAliases(String file, Node node, Set<Node> met) {
        if (!met.add(node) || node.getAnchor() != null)
            throw new MalformedCheck(place(file, node), "anchors and aliases are not for checks");
        if (node instanceof SequenceNode list) list.getValue().forEach(each -> refuseAliases(file, each, met));
        if (node instanceof MappingNode map)
            for (NodeTuple entry : map.getValue()) {
                refuseAliases(file, entry.getKeyNode(), met);
                refuseAliases(file, entry.getValueNode(), met);
            }
    }

    private static Node node(String file, String text, LoaderOptions options) {
        try {
            Node node = new Yaml(options).compose(new StringReader(text));
            if (node == null) throw new MalformedCheck(new Place(file, 1, 1), "the file is empty");
            return node;
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark();
            throw new MalformedCheck(
                    new Place(file, mark.getLine() + 1, mark.getColumn() + 1), "no YAML: " + broken.getProblem());
        } catch (YAMLException broken) {
            throw new MalformedCheck(new Place(file, 1, 1), "no YAML: " + broken.getMessage());
        }
    }

    Place place() {
        return place;
    }

    Place place(String word) {
        return words.getOrDefault(word, place);
    }

    boolean has(String word) {
        return values.containsKey(word);
    }

    Set<String> words() {
        return values.keySet();
    }

    /** Refuses any other word, so that a misspelt one is not silently without effect. */
    void allow(Set<String> known) {
        for (String word : values.keySet())
            if (!known.contains(word))
                throw new MalformedCheck(
                        place(word),
                        "unknown word '%s'; known are %s"
                                .formatted(word, known.stream().sorted().toList()));
    }

    void require(String word) {
        if (!has(word)) throw missing(word);
    }

    private MalformedCheck missing(String word) {
        return new MalformedCheck(place, "the word '%s' is missing".formatted(word));
    }

    Text text(String word) {
        return maybeText(word).orElseThrow(() -> missing(word));
    }

    Optional<Text> maybeText(String word) {
        Node node = values.get(word);
        if (node == null) return Optional.empty();
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank())
            throw new MalformedCheck(place(file, node), "'%s' must be text".formatted(word));
        return Optional.of(new Text(scalar.getValue(), place(file, node)));
    }

    /** One text, or a list of them; empty if the word is not there. */
    List<Text> texts(String word) {
        Node node = values.get(word);
        if (node == null) return List.of();
        List<Node> nodes = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        List<Text> texts = new ArrayList<>();
        for (Node each : nodes) {
            if (!(each instanceof ScalarNode scalar) || scalar.getValue().isBlank())
                throw new MalformedCheck(place(file, each), "'%s' must be text or a list of texts".formatted(word));
            texts.add(new Text(scalar.getValue(), place(file, each)));
        }
        return texts;
    }

    Optional<YamlMap> map(String word) {
        return Optional.ofNullable(values.get(word)).map(node -> new YamlMap(file, node));
    }

    List<YamlMap> maps(String word) {
        Node node = values.get(word);
        if (node == null) return List.of();
        if (!(node instanceof SequenceNode list))
            throw new MalformedCheck(place(file, node), "'%s' must be a list".formatted(word));
        return list.getValue().stream().map(each -> new YamlMap(file, each)).toList();
    }

    /** As JSON. */
    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        values.forEach((word, node) -> json.put(word, json(node)));
        return json;
    }

    private Object json(Node node) {
        return switch (node) {
            case MappingNode map -> new YamlMap(file, map).json();
            case SequenceNode list -> list.getValue().stream().map(this::json).toList();
            case ScalarNode scalar -> scalar(scalar);
            default -> throw new MalformedCheck(place(file, node), "unexpected YAML");
        };
    }

    private Object scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        if (!scalar.isPlain()) return text;
        if (text.equals("true") || text.equals("false")) return text.equals("true");
        if (INTEGER.matcher(text).matches()) return Long.parseLong(text);
        if (DECIMAL.matcher(text).matches()) return Double.parseDouble(text);
        if (text.isEmpty() || text.equals("null") || text.equals("~"))
            throw new MalformedCheck(place(file, scalar), "null is no value; leave the word out");
        return text;
    }

    static Place place(String file, Node node) {
        var mark = node.getStartMark();
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
