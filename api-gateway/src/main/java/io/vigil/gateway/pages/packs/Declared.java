package io.vigil.gateway.pages.packs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.gateway.upstream.Refused;
import java.util.Arrays;

/** Declarations that are forms of few fields; what is left empty is declared by the levels above, or by nobody. */
final class Declared {
    private Declared() {}

    static void change(ObjectNode declarations, Draft.Form form) {
        switch (form.get("declare.kind")) {
            case "approvedRegions" -> regions(declarations, form.get("declare.regions"));
            case "auditLogs" -> days(declarations, "auditLogs", form.get("declare.days"));
            case "flowLogs" -> days(declarations, "flowLogs", form.get("declare.days"));
            case "shieldDecision" -> shield(declarations, form);
            case "subnetTiers" -> tier(declarations, form);
            case "keyTiers" -> key(declarations, form);
            default -> throw new Refused(400, "Say what is declared.");
        }
    }

    private static void regions(ObjectNode declarations, String text) {
        declarations.remove("approvedRegions");
        if (text.isEmpty()) return;
        ArrayNode regions = declarations.putObject("approvedRegions").putArray("regions");
        Arrays.stream(text.split("[,;\\s]+")).filter(code -> !code.isBlank()).forEach(regions::add);
    }

    private static void days(ObjectNode declarations, String kind, String text) {
        declarations.remove(kind);
        if (!text.isEmpty()) declarations.putObject(kind).put("days", number(text));
    }

    private static void shield(ObjectNode declarations, Draft.Form form) {
        declarations
                .putObject("shieldDecision")
                .put("advanced", form.get("declare.shield").equals("yes"))
                .put("reason", form.need("declare.reason"));
    }

    private static void tier(ObjectNode declarations, Draft.Form form) {
        declarations
                .withArrayProperty("subnetTiers")
                .addObject()
                .put("tier", form.need("declare.tier"))
                .put("subnets", form.need("declare.subnets"))
                .put("route", form.get("declare.route"))
                .put("zones", number(form.need("declare.zones")));
    }

    private static void key(ObjectNode declarations, Draft.Form form) {
        ObjectNode tiers = declarations.withObjectProperty("keyTiers");
        tiers.put("tag", form.need("declare.tag"));
        tiers.withArrayProperty("classes")
                .addObject()
                .put("name", form.need("declare.class"))
                .put("keyTier", form.get("declare.keyTier"));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new Refused(400, "“%s” is no number.".formatted(text));
        }
    }
}
