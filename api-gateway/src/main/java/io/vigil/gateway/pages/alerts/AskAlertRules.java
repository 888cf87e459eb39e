package io.vigil.gateway.pages.alerts;

import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.AlertRule;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alert rules at report-service. */
@ApplicationScoped
class AskAlertRules {

    private record Asked(
            String name,
            String trigger,
            String filter,
            @Nullable Integer hours,
            @Nullable Integer digestHour,
            String zone,
            List<String> channels) {}

    private record Tried(
            String trigger, String filter, @Nullable Integer hours) {}

    private final Services services;

    AskAlertRules(Services services) {
        this.services = services;
    }

    List<AlertRule> list(Visit visit) {
        return services.list(Service.REPORTS, visit.caller(), at(visit), AlertRule.class);
    }

    AlertRule read(Visit visit, UUID id) {
        return services.get(Service.REPORTS, visit.caller(), at(visit) + "/" + id, AlertRule.class);
    }

    /** @throws Refused with what cannot be used */
    void save(Visit visit, AlertDraft draft) {
        Asked asked = new Asked(
                draft.name(),
                draft.trigger(),
                draft.filter(),
                number("hours", draft.hours()),
                number("digest", draft.digest()),
                draft.zone(),
                draft.channels());
        if (draft.id().isEmpty()) services.post(Service.REPORTS, visit.caller(), at(visit), asked, AlertRule.class);
        else services.put(Service.REPORTS, visit.caller(), at(visit) + "/" + draft.id(), asked);
    }

    void end(Visit visit, UUID id) {
        services.delete(Service.REPORTS, visit.caller(), at(visit) + "/" + id);
    }

    /** What is refused is said in it. */
    RulePreview preview(Visit visit, AlertDraft draft) {
        try {
            return RulePreview.of(
                    draft.trigger(),
                    services.post(
                            Service.REPORTS,
                            visit.caller(),
                            at(visit) + "/preview",
                            new Tried(draft.trigger(), draft.filter(), number("hours", draft.hours())),
                            AlertRule.Preview.class));
        } catch (Refused refused) {
            return RulePreview.refused(refused.detail());
        }
    }

    private static @Nullable Integer number(String field, String text) {
        try {
            return text.isEmpty() ? null : Integer.valueOf(text);
        } catch (NumberFormatException none) {
            throw new Refused(400, "%s: '%s' is no number".formatted(field, text));
        }
    }

    private static String at(Visit visit) {
        return visit.path() + "/alert-rules";
    }
}
