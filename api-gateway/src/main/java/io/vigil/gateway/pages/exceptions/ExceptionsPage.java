package io.vigil.gateway.pages.exceptions;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.ExceptionId;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.exceptions.RequestView.Choice;
import io.vigil.gateway.pages.exceptions.RequestView.Draft;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.AcceptedRisk;
import io.vigil.gateway.upstream.Finding;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Risks that somebody accepts until a date: who asks, who approves, until when, and what it takes. */
@Blocking
@Path("/t/{slug}/exceptions")
public class ExceptionsPage {
    private static final int SHOWN = 50;
    private static final String SECTION = "exceptions";

    private record Scoped(AcceptedRisk.Scope scope) {}

    private record Wish(AcceptedRisk.Scope scope, String reason, String control, Instant endsAt, List<String> remind) {}

    private record Answer(String note) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    ExceptionsPage(Services services, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.clock = clock;
    }

    @GET
    public TemplateInstance list(@RestQuery @Nullable String state, @RestQuery @Nullable String cursor) {
        Visit visit = person.visit();
        ExceptionsView.Kind kind = ExceptionsView.Kind.of(state);
        String from = cursor == null ? "" : "&cursor=" + id(cursor);
        return Templates.exceptions(
                shells.of(SECTION, "Exceptions"),
                ExceptionsView.of(
                        kind,
                        services.get(
                                Service.REPORTS,
                                visit.caller(),
                                at(visit) + "?limit=" + SHOWN + "&state=" + kind.states() + from,
                                AcceptedRisk.Listing.class)));
    }

    @GET
    @Path("/new")
    public TemplateInstance form(@RestQuery @Nullable String finding) {
        return form(
                finding(finding),
                Draft.of(null, null, null, null, person.session().email()),
                "");
    }

    private TemplateInstance form(Finding finding, Draft draft, String error) {
        Visit visit = person.visit();
        List<Choice> choices = RequestView.choices(finding);
        var previews = choices.stream()
                .map(choice -> services.posting(
                        Service.REPORTS,
                        visit.caller(),
                        at(visit) + "/preview",
                        new Scoped(choice.scope()),
                        AcceptedRisk.Preview.class))
                .toList();
        List<Choice> counted = new ArrayList<>();
        for (int i = 0; i < choices.size(); i++) counted.add(choices.get(i).taking(Services.await(previews.get(i))));
        return Templates.newexception(
                shells.of(SECTION, "Request an exception"),
                new RequestView(finding, counted, draft, clock.instant(), error));
    }

    @POST
    public Response request(
            @RestForm @Nullable String finding,
            @RestForm @Nullable String scope,
            @RestForm @Nullable String reason,
            @RestForm @Nullable String control,
            @RestForm @Nullable String ends,
            @RestForm @Nullable String remind) {
        Visit visit = person.visit();
        Finding about = finding(finding);
        Draft draft = Draft.of(scope, reason, control, ends, remind);
        Optional<AcceptedRisk.Scope> chosen = RequestView.scopeOf(about, draft);
        if (chosen.isEmpty()) return again(about, draft, "Choose what the exception is about.");
        Optional<Instant> end = draft.endsAt();
        if (end.isEmpty()) return again(about, draft, "Choose the day on which it ends.");
        try {
            AcceptedRisk made = services.post(
                    Service.REPORTS,
                    visit.caller(),
                    at(visit),
                    new Wish(chosen.get(), draft.reason(), draft.control(), end.get(), draft.addresses()),
                    AcceptedRisk.class);
            return Response.seeOther(URI.create(visit.home() + "/exceptions/" + made.id()))
                    .build();
        } catch (Refused refused) {
            return again(about, draft, refused.detail());
        }
    }

    private Response again(Finding about, Draft draft, String error) {
        return html(400, form(about, draft, error));
    }

    @GET
    @Path("/{exception}")
    public TemplateInstance one(@RestPath String exception) {
        return one(id(exception), "", "");
    }

    private TemplateInstance one(ExceptionId id, String note, String error) {
        Visit visit = person.visit();
        AcceptedRisk risk = services.get(Service.REPORTS, visit.caller(), at(visit) + "/" + id, AcceptedRisk.class);
        return Templates.exception(shells.of(SECTION, "Exception"), new ExceptionView(risk, visit, error, note));
    }

    @POST
    @Path("/{exception}/approve")
    public Response approve(@RestPath String exception, @RestForm @Nullable String note) {
        return answer(exception, "approve", note);
    }

    @POST
    @Path("/{exception}/refuse")
    public Response refuse(@RestPath String exception, @RestForm @Nullable String note) {
        return answer(exception, "refuse", note);
    }

    @POST
    @Path("/{exception}/withdraw")
    public Response withdraw(@RestPath String exception) {
        return answer(exception, "withdraw", null);
    }

    @POST
    @Path("/{exception}/revoke")
    public Response revoke(@RestPath String exception, @RestForm @Nullable String note) {
        return answer(exception, "revoke", note);
    }

    /** What was answered meanwhile is shown as it is by now. */
    private Response answer(String exception, String how, @Nullable String note) {
        Visit visit = person.visit();
        ExceptionId id = id(exception);
        String why = note == null ? "" : note.strip();
        try {
            services.order(Service.REPORTS, visit.caller(), at(visit) + "/" + id + "/" + how, new Answer(why));
        } catch (Refused refused) {
            return html(refused.status(), one(id, why, refused.detail()));
        }
        return Response.seeOther(URI.create(visit.home() + "/exceptions/" + id)).build();
    }

    private Finding finding(@Nullable String id) {
        Visit visit = person.visit();
        return services.get(Service.REPORTS, visit.caller(), visit.path() + "/findings/" + uuid(id), Finding.class);
    }

    private static UUID uuid(@Nullable String text) {
        try {
            if (text != null) return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
        throw Problem.notFound("nothing is here");
    }

    private static ExceptionId id(String text) {
        try {
            return ExceptionId.of(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
    }

    private static String at(Visit visit) {
        return visit.path() + "/exceptions";
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .entity(page.render())
                .build();
    }
}
