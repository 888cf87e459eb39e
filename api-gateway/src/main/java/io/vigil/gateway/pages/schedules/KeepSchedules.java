package io.vigil.gateway.pages.schedules;

import io.quarkus.qute.TemplateInstance;
import io.vigil.gateway.pages.PortalConfig;
import io.vigil.gateway.pages.Shell;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.upstream.Account;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.ScanSchedule;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the page of a customer's schedules and that of the provider's have in common. */
@RequestScoped
class KeepSchedules {
    private final Services services;
    private final AskSchedules schedules;
    private final Shells shells;
    private final PortalConfig config;

    KeepSchedules(Services services, AskSchedules schedules, Shells shells, PortalConfig config) {
        this.services = services;
        this.schedules = schedules;
        this.shells = shells;
        this.config = config;
    }

    TemplateInstance show(ScheduleOwner owner, @Nullable UUID edited) {
        List<ScanSchedule> known = schedules.list(owner.caller(), owner.path());
        ScheduleDraft draft = known.stream()
                .filter(schedule -> schedule.id().equals(edited))
                .filter(schedule -> owner.ofProvider() || !schedule.level().equals("PROVIDER"))
                .findFirst()
                .map(ScheduleDraft::of)
                .orElse(ScheduleDraft.EMPTY);
        return shown(owner, known, draft, "");
    }

    TemplateInstance next(ScheduleOwner owner, ScheduleDraft draft) {
        return Templates.nextruns(schedules.next(owner.caller(), owner.path(), draft));
    }

    Response save(ScheduleOwner owner, ScheduleDraft draft) {
        try {
            schedules.save(owner.caller(), owner.path(), draft);
            return back(owner);
        } catch (Refused refused) {
            List<ScanSchedule> known = schedules.list(owner.caller(), owner.path());
            return Response.status(400)
                    .type("text/html; charset=UTF-8")
                    .entity(shown(owner, known, draft, refused.detail()).render())
                    .build();
        }
    }

    Response turn(ScheduleOwner owner, UUID schedule) {
        schedules.turn(owner.caller(), owner.path(), schedule);
        return back(owner);
    }

    Response end(ScheduleOwner owner, UUID schedule) {
        schedules.end(owner.caller(), owner.path(), schedule);
        return back(owner);
    }

    private TemplateInstance shown(ScheduleOwner owner, List<ScanSchedule> known, ScheduleDraft draft, String error) {
        Shell shell = owner.ofProvider()
                ? shells.of("fleet/schedules", "Default schedules")
                : shells.of("schedules", "Schedules");
        return Templates.schedules(
                shell,
                new SchedulesView(
                        owner.at(),
                        owner.ofProvider(),
                        owner.edits(),
                        known.stream()
                                .map(schedule -> SchedulesView.row(schedule, owner.ofProvider(), config.name()))
                                .toList(),
                        uncovered(owner),
                        SchedulesView.accounts(accounts(owner), draft),
                        SchedulesView.rhythms(draft),
                        SchedulesView.allZones(),
                        draft,
                        schedules.next(owner.caller(), owner.path(), draft),
                        error));
    }

    private List<Account> accounts(ScheduleOwner owner) {
        if (owner.ofProvider()) return List.of();
        return services.list(Service.TENANTS, owner.caller(), owner.path() + "/accounts", Account.class);
    }

    private List<String> uncovered(ScheduleOwner owner) {
        if (owner.ofProvider()) return List.of();
        return services
                .list(Service.TENANTS, owner.caller(), owner.path() + "/schedules/coverage", ScanSchedule.Covered.class)
                .stream()
                .filter(account -> account.nextRun() == null)
                .map(ScanSchedule.Covered::account)
                .toList();
    }

    private static Response back(ScheduleOwner owner) {
        return Response.seeOther(URI.create(owner.at())).build();
    }
}
