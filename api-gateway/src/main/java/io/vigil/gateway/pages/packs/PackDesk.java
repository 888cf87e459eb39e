package io.vigil.gateway.pages.packs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vigil.contracts.EventJson;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a level's draft is changed, looked at and published, whichever level it is. */
@ApplicationScoped
class PackDesk {
    private final Services services;
    private final InstantSource clock;

    PackDesk(Services services, InstantSource clock) {
        this.services = services;
        this.clock = clock;
    }

    /**
     * @param path of the level at tenant-service
     * @param place as the page shows it
     */
    record Level(Caller caller, String path, PackView.Place place) {}

    private record Asked(JsonNode document, String note, long basedOn) {}

    /** @param from a version whose document is the draft; null for the newest's */
    PackView show(Level level, @Nullable Long from) {
        JsonNode side = side(level);
        Draft draft = Draft.of(own(side));
        if (from != null && level.place().mayPublish()) {
            JsonNode old =
                    services.get(Service.TENANTS, level.caller(), level.path() + "/versions/" + from, JsonNode.class);
            draft = new Draft(Draft.of(old).document(), draft.basedOn());
            return view(level, side, draft, "Back to version " + from, "", /* drafted */ true);
        }
        return view(level, side, draft, "", "", /* drafted */ false);
    }

    PackView change(Level level, MultivaluedMap<String, String> fields) {
        Draft.Form form = new Draft.Form(fields);
        JsonNode side = side(level);
        Draft draft = Draft.of(own(side));
        try {
            draft = Draft.read(form.get("draft"), form.get("basedOn"));
            draft.change(form);
            return view(level, side, draft, form.get("note"), "", /* drafted */ true);
        } catch (Refused refused) {
            return view(level, side, draft, form.get("note"), refused.detail(), /* drafted */ false);
        }
    }

    /** What is refused is shown with the draft, so that nothing typed is lost. */
    @Nullable
    PackView publish(Level level, MultivaluedMap<String, String> fields) {
        Draft.Form form = new Draft.Form(fields);
        JsonNode side = side(level);
        Draft draft = Draft.of(own(side));
        try {
            draft = Draft.read(form.get("draft"), form.get("basedOn"));
            services.put(
                    Service.TENANTS,
                    level.caller(),
                    level.path(),
                    new Asked(draft.document(), form.get("note"), draft.basedOn()));
            return null;
        } catch (Refused refused) {
            return view(level, side, draft, form.get("note"), refused.detail(), /* drafted */ false);
        }
    }

    private JsonNode side(Level level) {
        if (!level.place().baseline())
            return services.get(Service.TENANTS, level.caller(), level.path() + "/levels", JsonNode.class);
        // the baseline stands alone: what it says is in force
        JsonNode newest = services.get(Service.TENANTS, level.caller(), level.path(), JsonNode.class);
        ObjectNode side = EventJson.MAPPER.createObjectNode();
        side.putArray("levels").add(newest);
        JsonNode document = newest.path("document");
        ObjectNode pack = side.putObject("pack").putObject("pack");
        document.properties().forEach(member -> pack.set(member.getKey(), member.getValue()));
        pack.withArrayProperty("decidedOut").forEach(decision -> ((ObjectNode) decision).put("level", "msp"));
        side.set("fixed", document.path("fixed").isArray() ? document.path("fixed") : side.arrayNode());
        ObjectNode origins = side.putObject("origins");
        Setting.said(document).keySet().forEach(path -> origins.put(path, "msp"));
        return side;
    }

    private static JsonNode own(JsonNode side) {
        JsonNode levels = side.path("levels");
        if (levels.isEmpty()) throw Problem.notFound("nothing is here");
        return levels.get(levels.size() - 1);
    }

    private PackView view(Level level, JsonNode side, Draft draft, String note, String error, boolean drafted) {
        JsonNode page =
                services.get(Service.TENANTS, level.caller(), level.path() + "/versions?limit=20", JsonNode.class);
        JsonNode preview = null;
        String refusal = error;
        if (drafted)
            try {
                preview = services.post(
                        Service.TENANTS,
                        level.caller(),
                        level.path() + "/preview",
                        new Asked(draft.document(), note, draft.basedOn()),
                        JsonNode.class);
            } catch (Refused refused) {
                refusal = refused.detail();
            }
        return new PackView(
                level.place(),
                side,
                PackView.history(page),
                page.path("next").isTextual() ? page.path("next").asText() : null,
                draft.text(),
                draft.basedOn(),
                preview,
                refusal,
                note,
                level.place().baseline() ? rollOut(level) : List.of(),
                clock.instant());
    }

    private List<String> rollOut(Level level) {
        JsonNode standing = services.get(Service.TENANTS, level.caller(), level.path() + "/rollout", JsonNode.class);
        List<String> lines = new ArrayList<>();
        lines.add("Version %d has reached %s of %s."
                .formatted(
                        standing.path("version").asLong(),
                        Formats.grouped(standing.path("merged").asLong()),
                        Formats.many(standing.path("tenants").asLong(), "customer")));
        standing.path("problems")
                .forEach(each -> lines.add("Customer %s keeps the pack before: %s"
                        .formatted(
                                each.path("tenant").asText(),
                                each.path("problem").asText())));
        return lines;
    }
}
