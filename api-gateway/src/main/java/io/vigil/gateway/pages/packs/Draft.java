package io.vigil.gateway.pages.packs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.contracts.EventJson;
import io.vigil.gateway.upstream.Refused;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A level's document as somebody is changing it. It travels with the form and is kept nowhere, so two people's drafts
 * cannot meet before one of them is published.
 *
 * @param basedOn the version that was changed
 */
record Draft(ObjectNode document, long basedOn) {
    private static final String ABOVE = "above";
    private static final Map<String, String> REGISTERS =
            Map.of("publicEndpoints", "resource", "publicAddresses", "address");

    static Draft of(JsonNode version) {
        JsonNode document = version.path("document");
        return new Draft(
                document.isObject() ? document.deepCopy() : EventJson.MAPPER.createObjectNode(),
                version.path("version").asLong());
    }

    /** @throws Refused for a text that is no JSON object */
    static Draft read(@Nullable String text, @Nullable String basedOn) {
        try {
            JsonNode read = EventJson.MAPPER.readTree(text == null || text.isBlank() ? "{}" : text);
            if (read instanceof ObjectNode document)
                return new Draft(document, Long.parseLong(String.valueOf(basedOn)));
        } catch (JsonProcessingException | NumberFormatException unreadable) {
            throw new Refused(400, "The draft is no JSON document.");
        }
        throw new Refused(400, "The draft is no JSON document.");
    }

    String text() {
        return document.toPrettyString();
    }

    /**
     * Does what a button of the form says.
     *
     * @throws Refused for what cannot be read
     */
    void change(Form form) {
        String remove = form.get("remove");
        if (!remove.isEmpty()) {
            remove(remove);
            return;
        }
        switch (form.get("do")) {
            case "check" -> check(form);
            case "param" -> param(form);
            case "framework" ->
                either("frameworks", "disabledFrameworks", form.get("framework"), form.get("framework.run"));
            case "out" -> out(form);
            case "in" -> add("decidedIn", form.need("in.control"));
            case "exposure" -> exposure(form);
            case "days" -> days(form);
            case "declare" -> Declared.change(object("declarations"), form);
            case "fix" -> add("fixed", form.need("fix.setting"));
            default -> {}
        }
    }

    private void check(Form form) {
        String check = form.need("check");
        either("enabledChecks", "disabledChecks", check, form.get("check.run"));
        String owner = form.get("check.owner");
        if (owner.isEmpty() || owner.equals(ABOVE)) object("owners").remove(check);
        else object("owners").put(check, owner);
    }

    private void param(Form form) {
        String check = form.need("param.check");
        String name = form.need("param.name");
        ObjectNode values = object("params").withObjectProperty(check);
        if (form.get("param.value").isEmpty()) values.remove(name);
        else values.set(name, value(form.get("param.value")));
        if (values.isEmpty()) object("params").remove(check);
    }

    private void days(Form form) {
        String severity = form.need("days.severity");
        if (form.get("days.days").isEmpty()) object("remediationDays").remove(severity);
        else object("remediationDays").set(severity, value(form.get("days.days")));
    }

    /** Text that is no JSON is a text. */
    private static JsonNode value(String text) {
        try {
            JsonNode read = EventJson.MAPPER.readTree(text);
            return read == null || read.isMissingNode()
                    ? EventJson.MAPPER.getNodeFactory().textNode(text)
                    : read;
        } catch (JsonProcessingException plain) {
            return EventJson.MAPPER.getNodeFactory().textNode(text);
        }
    }

    private void out(Form form) {
        String control = form.need("out.control");
        removeFrom("decidedOut", "control", control);
        ObjectNode decision = list("decidedOut").addObject();
        decision.put("control", control).put("reason", form.need("out.reason"));
        if (!form.get("out.review").isEmpty()) decision.put("reviewOn", form.get("out.review"));
        if (!form.get("out.liftable").isEmpty()) decision.put("liftable", true);
    }

    private void exposure(Form form) {
        String kind = form.get("exposure.kind");
        String key = REGISTERS.get(kind);
        if (key == null) throw new Refused(400, "Say whether it is an endpoint or an address.");
        String name = form.need("exposure.name");
        ArrayNode register = object("declarations").withArrayProperty(kind);
        removeFrom(register, key, name);
        register.addObject()
                .put(key, name)
                .put("owner", form.need("exposure.owner"))
                .put("purpose", form.need("exposure.purpose"))
                .put("expires", form.need("exposure.expires") + "T00:00:00Z");
    }

    /** @param run on, off, or as above */
    private void either(String on, String off, String name, String run) {
        if (name.isEmpty()) throw new Refused(400, "Say which one.");
        removeText(on, name);
        removeText(off, name);
        if (run.equals("on")) list(on).add(name);
        if (run.equals("off")) list(off).add(name);
    }

    private void add(String member, String text) {
        removeText(member, text);
        list(member).add(text);
    }

    /** @param path such as {@code disabledChecks/x}, {@code params/x/y}, {@code decidedOut/x} or {@code declarations/publicEndpoints/name} */
    private void remove(String path) {
        String[] parts = path.split("/", 3);
        if (parts.length < 2) return;
        String rest = path.substring(parts[0].length() + 1);
        switch (parts[0]) {
            case "decidedOut" -> removeFrom("decidedOut", "control", rest);
            case "owners", "remediationDays" -> object(parts[0]).remove(rest);
            case "params" -> {
                ObjectNode values = object("params").withObjectProperty(parts[1]);
                if (parts.length == 3) values.remove(parts[2]);
                if (values.isEmpty()) object("params").remove(parts[1]);
            }
            case "declarations" -> {
                String key = REGISTERS.get(parts[1]);
                if (parts.length == 3 && key != null)
                    removeFrom(object("declarations").withArrayProperty(parts[1]), key, parts[2]);
                else object("declarations").remove(parts[1]);
            }
            default -> removeText(parts[0], rest);
        }
    }

    private ObjectNode object(String member) {
        return document.withObjectProperty(member);
    }

    private ArrayNode list(String member) {
        return document.withArrayProperty(member);
    }

    private void removeText(String member, String text) {
        if (!(document.get(member) instanceof ArrayNode list)) return;
        for (int i = list.size() - 1; i >= 0; i--) if (list.get(i).asText().equals(text)) list.remove(i);
    }

    private void removeFrom(String member, String key, String name) {
        removeFrom(list(member), key, name);
    }

    private static void removeFrom(ArrayNode list, String key, String name) {
        for (int i = list.size() - 1; i >= 0; i--)
            if (list.get(i).path(key).asText().equals(name)) list.remove(i);
    }

    /** What was typed, without the spaces around it. */
    record Form(MultivaluedMap<String, String> fields) {
        String get(String name) {
            List<String> given = fields.get(name);
            return given == null || given.isEmpty() || given.getFirst() == null
                    ? ""
                    : given.getFirst().strip();
        }

        /** @throws Refused where nothing was typed */
        String need(String name) {
            String given = get(name);
            if (given.isEmpty())
                throw new Refused(400, "Fill in “%s”.".formatted(name.substring(name.indexOf('.') + 1)));
            return given;
        }
    }
}
