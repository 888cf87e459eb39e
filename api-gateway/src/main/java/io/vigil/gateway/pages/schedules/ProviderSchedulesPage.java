package io.vigil.gateway.pages.schedules;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.permissions.Permissions;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Role;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** When accounts are scanned by themselves whose customer has no schedule for them. */
@Blocking
@Path("/fleet/schedules")
public class ProviderSchedulesPage {
    private final KeepSchedules keep;
    private final CurrentPerson person;

    ProviderSchedulesPage(KeepSchedules keep, CurrentPerson person) {
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
        Permissions granted = person.permissions();
        Role role = granted.ofProvider().orElseThrow(() -> Problem.notFound("nothing is here"));
        Caller caller = new Caller(
                granted.subject(), Optional.empty(), role, person.session().displayName());
        return new ScheduleOwner(caller, "/msp", "/fleet/schedules", /* ofProvider */ true, role == Role.MSP_ADMIN);
    }
}
