package io.vigil.gateway.pages.schedules;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** When the customer's accounts are scanned by themselves. */
@Blocking
@Path("/t/{slug}/schedules")
public class SchedulesPage {
    private final KeepSchedules keep;
    private final CurrentPerson person;

    SchedulesPage(KeepSchedules keep, CurrentPerson person) {
        this.keep = keep;
        this.person = person;
    }

    @GET
    public TemplateInstance show(@RestQuery @Nullable UUID edit) {
        return keep.show(owner(), edit);
    }

    /** The next runs of what is in the form, for a page that keeps the rest. */
    @GET
    @Path("/next")
    public TemplateInstance next(
            @RestQuery @Nullable String how,
            @RestQuery @Nullable String time,
            @RestQuery @Nullable String cron,
            @RestQuery @Nullable String zone) {
        return keep.next(owner(), ScheduleDraft.timed(how, time, cron, zone));
    }

    @POST
    public Response create(@BeanParam ScheduleForm form) {
        return keep.save(owner(), form.draft(""));
    }

    @POST
    @Path("/{schedule}")
    public Response change(@RestPath UUID schedule, @BeanParam ScheduleForm form) {
        return keep.save(owner(), form.draft(schedule.toString()));
    }

    @POST
    @Path("/{schedule}/turn")
    public Response turn(@RestPath UUID schedule) {
        return keep.turn(owner(), schedule);
    }

    @POST
    @Path("/{schedule}/end")
    public Response end(@RestPath UUID schedule) {
        return keep.end(owner(), schedule);
    }

    private ScheduleOwner owner() {
        Visit visit = person.visit();
        return new ScheduleOwner(
                visit.caller(), visit.path(), visit.home() + "/schedules", /* ofProvider */ false, visit.mayOperate());
    }
}
