package io.vigil.gateway.pages.subscriptions;

import io.vigil.gateway.pages.schedules.NextRuns;
import io.vigil.gateway.pages.schedules.ScheduleDraft;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.ScanSchedule;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Subscriptions at report-service. */
@ApplicationScoped
public class AskSubscriptions {
    private static final int MAILS_SHOWN = 30;

    private record Asked(
            String name,
            String cron,
            String zone,
            List<String> recipients,
            String kind,
            @Nullable String account,
            @Nullable String framework,
            List<String> formats,
            String language,
            boolean skipUnchanged,
            String misfire) {}

    private final Services services;

    AskSubscriptions(Services services) {
        this.services = services;
    }

    Subscription read(Visit visit, UUID id) {
        return services.get(Service.REPORTS, visit.caller(), at(visit) + "/" + id, Subscription.class);
    }

    Subscription.Log log(Visit visit, UUID id, @Nullable String cursor) {
        String from = cursor == null || cursor.isBlank() ? "" : "&cursor=" + encoded(cursor);
        return services.get(
                Service.REPORTS,
                visit.caller(),
                at(visit) + "/" + id + "/deliveries?limit=" + MAILS_SHOWN + from,
                Subscription.Log.class);
    }

    /** @throws Refused with what cannot be used */
    Subscription save(Visit visit, SubscriptionDraft draft) {
        Asked asked = new Asked(
                draft.name(),
                draft.due().line(),
                draft.due().zone(),
                draft.addresses(),
                draft.kind(),
                draft.account().isEmpty() ? null : draft.account(),
                draft.kind().equals("framework") ? draft.framework() : null,
                draft.formats(),
                draft.language(),
                draft.skipUnchanged(),
                draft.misfire());
        if (draft.id().isEmpty())
            return services.post(Service.REPORTS, visit.caller(), at(visit), asked, Subscription.class);
        services.put(Service.REPORTS, visit.caller(), at(visit) + "/" + draft.id(), asked);
        return read(visit, UUID.fromString(draft.id()));
    }

    void end(Visit visit, UUID id) {
        services.delete(Service.REPORTS, visit.caller(), at(visit) + "/" + id);
    }

    void takeOut(Visit visit, UUID id, UUID recipient) {
        services.delete(Service.REPORTS, visit.caller(), at(visit) + "/" + id + "/recipients/" + recipient);
    }

    /** @param what the path of the act below the subscription's */
    void command(Visit visit, UUID id, String what) {
        services.command(Service.REPORTS, visit.caller(), at(visit) + "/" + id + "/" + what);
    }

    public NextRuns next(Visit visit, ScheduleDraft due) {
        try {
            ScanSchedule.Preview preview = services.get(
                    Service.REPORTS,
                    visit.caller(),
                    "%s/preview?cron=%s&zone=%s".formatted(at(visit), encoded(due.line()), encoded(due.zone())),
                    ScanSchedule.Preview.class);
            return NextRuns.of(preview, due.zone());
        } catch (Refused refused) {
            return NextRuns.refused(refused.detail());
        }
    }

    private static String at(Visit visit) {
        return visit.path() + "/subscriptions";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
