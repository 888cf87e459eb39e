package io.vigil.checks;

import io.vigil.checks.YamlMap.Text;
import io.vigil.contracts.CheckId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.Layer;
import io.vigil.contracts.Owner;
import io.vigil.contracts.Severity;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A check's file, read but not compiled. */
record CheckSource(
        Check check,
        Dialect dialect,
        Optional<Text> when,
        Map<String, Text> let,
        Text pass,
        Text message,
        Map<String, Shape> paramShapes,
        Map<Fix.Kind, Text> fixes) {

    private static final Set<String> WORDS = Set.of(
            "title",
            "severity",
            "owner",
            "resource",
            "when",
            "let",
            "pass",
            "message",
            "params",
            "bounds",
            "risk",
            "remediation",
            "cli",
            "terraform",
            "cloudformation",
            "references");
    private static final Pattern PATH = Pattern.compile("checks/aws/([a-z]+)/([a-z0-9-]+)/([a-z0-9-]+)\\.yaml");
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Set<String> TAKEN = Set.of(
            "resource",
            "name",
            "params",
            "declared",
            "now",
            "cidr",
            "dates",
            "lists",
            "ports",
            "policy",
            "events",
            "texts",
            "account",
            "region",
            "optional");

    /** @param path such as {@code checks/aws/account/iam/iam-root-mfa-enabled.yaml}: layer, service and id are there */
    static CheckSource read(String path, String text) {
        YamlMap yaml = YamlMap.of(path, text);
        yaml.allow(WORDS);
        var names = PATH.matcher(path);
        if (!names.matches())
            throw new MalformedCheck(yaml.place(), "a check lies in checks/aws/<layer>/<service>/<id>.yaml");
        yaml.require("references");
        Map<String, Object> params = params(yaml);
        Check check = new Check(
                new CheckId(names.group(3)),
                yaml.text("title").value(),
                word(yaml, "severity", Severity.class),
                layer(yaml, names.group(1)),
                names.group(2),
                word(yaml, "owner", Owner.class),
                types(yaml),
                yaml.text("message").value().strip(),
                yaml.text("risk").value(),
                yaml.text("remediation").value(),
                references(yaml),
                params,
                Bounds.read(yaml, params),
                EventJson.digest(text));
        Map<Fix.Kind, Text> fixes = new EnumMap<>(Fix.Kind.class);
        for (Fix.Kind kind : Fix.Kind.values()) yaml.maybeText(kind.word()).ifPresent(fix -> fixes.put(kind, fix));
        return new CheckSource(
                check,
                Dialect.CATALOGUE,
                yaml.maybeText("when"),
                let(yaml),
                yaml.text("pass"),
                yaml.text("message"),
                shapes(yaml, params),
                fixes);
    }

    boolean readsDeclarations() {
        return Stream.concat(Stream.of(pass, message), Stream.concat(when.stream(), let.values().stream()))
                .anyMatch(text -> text.value().contains("declared."));
    }

    static Map<String, Object> params(YamlMap yaml) {
        return yaml.map("params").map(YamlMap::json).orElse(Map.of());
    }

    static Map<String, Shape> shapes(YamlMap yaml, Map<String, Object> params) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        params.forEach((name, value) -> shapes.put(name, shape(yaml.place("params"), name, value)));
        return shapes;
    }

    static Map<String, Text> let(YamlMap yaml) {
        Map<String, Text> let = new LinkedHashMap<>();
        yaml.map("let").ifPresent(facts -> facts.words().forEach(name -> let.put(name, fact(facts, name))));
        return let;
    }

    private static Text fact(YamlMap facts, String name) {
        if (!NAME.matcher(name).matches() || TAKEN.contains(name))
            throw new MalformedCheck(facts.place(name), "'%s' cannot be the name of a fact".formatted(name));
        return facts.text(name);
    }

    static List<ResourceType<?>> types(YamlMap yaml) {
        yaml.require("resource");
        List<ResourceType<?>> types = new ArrayList<>();
        for (Text name : yaml.texts("resource"))
            types.add(ResourceTypes.named(name.value())
                    .orElseThrow(
                            () -> new MalformedCheck(name.place(), "no resource type '%s'".formatted(name.value()))));
        return List.copyOf(types);
    }

    static List<URI> references(YamlMap yaml) {
        List<URI> references = new ArrayList<>();
        for (Text text : yaml.texts("references")) {
            if (!text.value().startsWith("https://"))
                throw new MalformedCheck(text.place(), "'%s' is no https address".formatted(text.value()));
            try {
                references.add(new URI(text.value()));
            } catch (URISyntaxException wrong) {
                throw new MalformedCheck(text.place(), "'%s' is no https address".formatted(text.value()));
            }
        }
        return List.copyOf(references);
    }

    static <E extends Enum<E>> E word(YamlMap yaml, String word, Class<E> type) {
        Text text = yaml.text(word);
        for (E each : type.getEnumConstants())
            if (each.name().toLowerCase(java.util.Locale.ROOT).equals(text.value())) return each;
        throw new MalformedCheck(text.place(), "'%s' is no %s".formatted(text.value(), word));
    }

    private static Layer layer(YamlMap yaml, String folder) {
        for (Layer layer : Layer.values()) if (layer.label().equals(folder)) return layer;
        throw new MalformedCheck(yaml.place(), "the folder '%s' is no layer".formatted(folder));
    }

    /** A parameter's default tells its type. */
    private static Shape shape(Place place, String name, Object value) {
        return switch (value) {
            case String text -> Shape.Scalar.TEXT;
            case Boolean flag -> Shape.Scalar.FLAG;
            case Long integer -> Shape.Scalar.INTEGER;
            case Double decimal -> Shape.Scalar.DECIMAL;
            case List<?> list when !list.isEmpty() -> new Shape.ListOf(shape(place, name, list.getFirst()));
            default ->
                throw new MalformedCheck(
                        place, "parameter '%s' needs a plain value or a list with one".formatted(name));
        };
    }
}
