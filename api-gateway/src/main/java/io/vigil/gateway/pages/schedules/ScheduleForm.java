package io.vigil.gateway.pages.schedules;

import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What the browser sends of the form. */
public class ScheduleForm {
    @RestForm
    @Nullable
    String name;

    @RestForm
    @Nullable
    String how;

    @RestForm
    @Nullable
    String time;

    @RestForm
    @Nullable
    String cron;

    @RestForm
    @Nullable
    String zone;

    @RestForm
    @Nullable
    List<String> account;

    @RestForm
    @Nullable
    String misfire;

    ScheduleDraft draft(String id) {
        ScheduleDraft empty = ScheduleDraft.EMPTY;
        return new ScheduleDraft(
                id,
                ScheduleDraft.text(name, ""),
                ScheduleDraft.text(how, empty.how()),
                ScheduleDraft.text(time, empty.time()),
                ScheduleDraft.text(cron, ""),
                ScheduleDraft.text(zone, empty.zone()),
                account == null ? List.of() : account,
                ScheduleDraft.text(misfire, empty.misfire()));
    }
}
