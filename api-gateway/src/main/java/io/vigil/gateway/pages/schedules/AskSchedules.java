package io.vigil.gateway.pages.schedules;

import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.ScanSchedule;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Schedules at tenant-service, a tenant's below its path and the provider's below {@code /msp}. */
@ApplicationScoped
class AskSchedules {
    private record Asked(
            String name, String cron, String zone, List<String> accounts, String misfire, boolean enabled) {}

    private final Services services;

    AskSchedules(Services services) {
        this.services = services;
    }

    List<ScanSchedule> list(Caller caller, String path) {
        return services.list(Service.TENANTS, caller, path + "/schedules", ScanSchedule.class);
    }

    /** @throws Refused with what cannot be served */
    void save(Caller caller, String path, ScheduleDraft draft) {
        Asked asked = new Asked(draft.name(), draft.line(), draft.zone(), draft.accounts(), draft.misfire(), true);
        if (draft.id().isEmpty())
            services.post(Service.TENANTS, caller, path + "/schedules", asked, ScanSchedule.class);
        else services.put(Service.TENANTS, caller, path + "/schedules/" + draft.id(), asked);
    }

    /** Pauses one that runs, and lets one that is paused go on. */
    void turn(Caller caller, String path, UUID id) {
        ScanSchedule schedule = list(caller, path).stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("nothing is here"));
        Asked turned = new Asked(
                schedule.name(),
                schedule.cron(),
                schedule.zone(),
                schedule.accounts(),
                schedule.misfire(),
                !schedule.enabled());
        services.put(Service.TENANTS, caller, path + "/schedules/" + id, turned);
    }

    void end(Caller caller, String path, UUID id) {
        services.delete(Service.TENANTS, caller, path + "/schedules/" + id);
    }

    NextRuns next(Caller caller, String path, ScheduleDraft draft) {
        try {
            ScanSchedule.Preview preview = services.get(
                    Service.TENANTS,
                    caller,
                    "%s/schedules/preview?cron=%s&zone=%s"
                            .formatted(path, encoded(draft.line()), encoded(draft.zone())),
                    ScanSchedule.Preview.class);
            return NextRuns.of(preview, draft.zone());
        } catch (Refused refused) {
            return NextRuns.refused(refused.detail());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
