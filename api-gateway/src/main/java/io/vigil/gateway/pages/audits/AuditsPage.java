package io.vigil.gateway.pages.audits;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.gateway.upstream.WeeklyAudit;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The customer's audits: what changed since the last sign-off, account by account, with a note and a sign-off each. */
@Blocking
@Path("/t/{slug}/audits")
public class AuditsPage {
    private static final int SHOWN = 26;
    private static final int ITEMS = 100;
    private static final String SECTION = "audits";

    private record Seen(int revision, @Nullable String note) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final InstantSource clock;

    AuditsPage(Services services, CurrentPerson person, Shells shells, InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.clock = clock;
    }

    @GET
    public TemplateInstance list(@RestQuery @Nullable String before) {
        return list(before, "");
    }

    private TemplateInstance list(@Nullable String before, String error) {
        Visit visit = person.visit();
        String from = before != null && before.matches("[0-9]{1,7}") ? "&cursor=" + before : "";
        return Templates.audits(
                shells.of(SECTION, "Audits"),
                AuditsView.of(
                        services.get(
                                Service.REPORTS,
                                visit.caller(),
                                at(visit) + "?limit=" + SHOWN + from,
                                WeeklyAudit.Listing.class),
                        error));
    }

    @POST
    public Response open() {
        Visit visit = person.visit();
        try {
            WeeklyAudit opened = services.post(Service.REPORTS, visit.caller(), at(visit), Map.of(), WeeklyAudit.class);
            return to(visit, "/" + opened.id());
        } catch (Refused refused) {
            return html(refused.status(), list(null, refused.detail()));
        }
    }

    @GET
    @Path("/{audit}")
    public TemplateInstance one(@RestPath String audit) {
        return one(person.visit(), id(audit), "");
    }

    private TemplateInstance one(Visit visit, UUID audit, String error) {
        WeeklyAudit found = read(visit, audit);
        return Templates.weeklyaudit(
                shells.of(SECTION, "Audit " + found.number()), new WeeklyAuditView(found, clock.instant(), error));
    }

    @POST
    @Path("/{audit}/unchanged")
    public Response unchanged(@RestPath String audit) {
        Visit visit = person.visit();
        UUID id = id(audit);
        try {
            services.command(Service.REPORTS, visit.caller(), at(visit) + "/" + id + "/unchanged");
        } catch (Refused refused) {
            return html(refused.status(), one(visit, id, refused.detail()));
        }
        return to(visit, "/" + id);
    }

    @GET
    @Path("/{audit}/accounts/{account}")
    public TemplateInstance account(
            @RestPath String audit,
            @RestPath String account,
            @RestQuery @Nullable String kind,
            @RestQuery @Nullable String cursor) {
        return account(person.visit(), id(audit), digits(account), kind, cursor, null, "");
    }

    /** @param typed the note that was not taken; null shows the one that stands there */
    private TemplateInstance account(
            Visit visit,
            UUID audit,
            String account,
            @Nullable String kind,
            @Nullable String cursor,
            @Nullable String typed,
            String error) {
        String wanted = AuditedAccountView.known(kind);
        var whole = services.getting(Service.REPORTS, visit.caller(), at(visit) + "/" + audit, WeeklyAudit.class);
        WeeklyAudit.Part part = services.get(
                Service.REPORTS,
                visit.caller(),
                "%s?limit=%d%s%s"
                        .formatted(
                                place(visit, audit, account),
                                ITEMS,
                                wanted.isEmpty() ? "" : "&kind=" + wanted,
                                cursor == null || cursor.isEmpty()
                                        ? ""
                                        : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)),
                WeeklyAudit.Part.class);
        return Templates.auditedaccount(
                shells.of(SECTION, "Audit of " + part.name()),
                new AuditedAccountView(
                        Services.await(whole),
                        part,
                        wanted,
                        typed == null ? part.note() : typed,
                        clock.instant(),
                        error));
    }

    @POST
    @Path("/{audit}/accounts/{account}/look")
    public Response look(@RestPath String audit, @RestPath String account) {
        Visit visit = person.visit();
        UUID id = id(audit);
        String digits = digits(account);
        try {
            services.command(Service.REPORTS, visit.caller(), place(visit, id, digits) + "/look");
        } catch (Refused refused) {
            return html(refused.status(), account(visit, id, digits, null, null, null, refused.detail()));
        }
        return to(visit, "/" + id + "/accounts/" + digits);
    }

    @POST
    @Path("/{audit}/accounts/{account}/note")
    public Response note(
            @RestPath String audit,
            @RestPath String account,
            @RestForm @Nullable String revision,
            @RestForm @Nullable String note) {
        Visit visit = person.visit();
        UUID id = id(audit);
        String digits = digits(account);
        String typed = note == null ? "" : note;
        try {
            services.put(
                    Service.REPORTS,
                    visit.caller(),
                    place(visit, id, digits) + "/note",
                    new Seen(number(revision), typed));
        } catch (Refused refused) {
            return html(refused.status(), account(visit, id, digits, null, null, typed, refused.detail()));
        }
        return to(visit, "/" + id + "/accounts/" + digits);
    }

    @POST
    @Path("/{audit}/accounts/{account}/sign-off")
    public Response signOff(
            @RestPath String audit,
            @RestPath String account,
            @RestForm @Nullable String revision,
            @RestForm @Nullable String note) {
        Visit visit = person.visit();
        UUID id = id(audit);
        String digits = digits(account);
        try {
            services.order(
                    Service.REPORTS,
                    visit.caller(),
                    place(visit, id, digits) + "/sign-off",
                    new Seen(number(revision), note));
        } catch (Refused refused) {
            return html(refused.status(), account(visit, id, digits, null, null, note, refused.detail()));
        }
        return to(visit, "/" + id);
    }

    /** The page beats while somebody is active on it; the answer is what the audit took so far. */
    @POST
    @Path("/{audit}/time")
    @Produces(MediaType.TEXT_PLAIN)
    public String beat(@RestPath String audit, @RestForm @Nullable String account) {
        Visit visit = person.visit();
        try {
            WeeklyAudit.Time time = services.post(
                    Service.REPORTS,
                    visit.caller(),
                    at(visit) + "/" + id(audit) + "/time",
                    account == null || account.isEmpty() ? Map.of() : Map.of("account", digits(account)),
                    WeeklyAudit.Time.class);
            return Formats.minutes(time.seconds());
        } catch (Refused over) {
            return "";
        }
    }

    private WeeklyAudit read(Visit visit, UUID audit) {
        return services.get(Service.REPORTS, visit.caller(), at(visit) + "/" + audit, WeeklyAudit.class);
    }

    private static String at(Visit visit) {
        return visit.path() + "/audits";
    }

    private static String place(Visit visit, UUID audit, String account) {
        return at(visit) + "/" + audit + "/accounts/" + account;
    }

    private static Response to(Visit visit, String below) {
        return Response.seeOther(URI.create(visit.home() + "/audits" + below)).build();
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
    }

    private static String digits(String account) {
        if (!account.matches("[0-9]{12}")) throw Problem.notFound("nothing is here");
        return account;
    }

    private static int number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .entity(page.render())
                .build();
    }
}
