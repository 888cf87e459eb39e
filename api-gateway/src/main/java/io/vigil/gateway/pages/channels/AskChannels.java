package io.vigil.gateway.pages.channels;

import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.upstream.Channel;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Channels at report-service. */
@ApplicationScoped
public class AskChannels {
    private static final int DELIVERIES_SHOWN = 30;

    private record Asked(
            String kind,
            String name,
            @Nullable String url,
            @Nullable String recipient) {}

    private record Nothing() {}

    private final Services services;

    AskChannels(Services services) {
        this.services = services;
    }

    public List<Channel> list(Visit visit) {
        return services.list(Service.REPORTS, visit.caller(), at(visit), Channel.class);
    }

    Channel read(Visit visit, UUID id) {
        return services.get(Service.REPORTS, visit.caller(), at(visit) + "/" + id, Channel.class);
    }

    Channel.Log log(Visit visit, UUID id, @Nullable String cursor) {
        String from = cursor == null || cursor.isBlank()
                ? ""
                : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        return services.get(
                Service.REPORTS,
                visit.caller(),
                at(visit) + "/" + id + "/deliveries?limit=" + DELIVERIES_SHOWN + from,
                Channel.Log.class);
    }

    /** @throws Refused with what cannot be used */
    Channel.Made make(Visit visit, ChannelDraft draft) {
        return services.post(Service.REPORTS, visit.caller(), at(visit), asked(draft), Channel.Made.class);
    }

    /** @throws Refused with what cannot be used */
    void change(Visit visit, UUID id, ChannelDraft draft) {
        services.put(Service.REPORTS, visit.caller(), at(visit) + "/" + id, asked(draft));
    }

    /** @throws Refused where nothing is signed */
    Channel.Made renewSecret(Visit visit, UUID id) {
        return services.post(
                Service.REPORTS, visit.caller(), at(visit) + "/" + id + "/secret", new Nothing(), Channel.Made.class);
    }

    void end(Visit visit, UUID id) {
        services.delete(Service.REPORTS, visit.caller(), at(visit) + "/" + id);
    }

    /** @param what the path of the act below the channel's */
    void command(Visit visit, UUID id, String what) {
        services.command(Service.REPORTS, visit.caller(), at(visit) + "/" + id + "/" + what);
    }

    private static Asked asked(ChannelDraft draft) {
        return new Asked(
                draft.kind(),
                draft.name(),
                draft.url().isEmpty() ? null : draft.url(),
                draft.recipient().isEmpty() ? null : draft.recipient());
    }

    private static String at(Visit visit) {
        return visit.path() + "/channels";
    }
}
