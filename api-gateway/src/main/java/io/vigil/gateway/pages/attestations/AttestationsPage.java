package io.vigil.gateway.pages.attestations;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.contracts.AttestationId;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.attestations.AttestView.Draft;
import io.vigil.gateway.pages.findings.AccountNames;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Attestation;
import io.vigil.gateway.upstream.Framework;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Service;
import io.vigil.gateway.upstream.Services;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Requirements that no API shows and people stand in for: who attests, who approves, until when, and with what. */
@Blocking
@Path("/t/{slug}/attestations")
public class AttestationsPage {
    static final String SECTION = "attestations";
    private static final int SHOWN = 50;

    private record Word(
            String framework, String requirement, @Nullable String account, String statement, LocalDate validUntil) {}

    private record Approval(String note, @Nullable Integer revision) {}

    private record Reason(String note) {}

    private final Services services;
    private final CurrentPerson person;
    private final Shells shells;
    private final AccountNames accountNames;
    private final SendEvidence sendEvidence;
    private final InstantSource clock;

    AttestationsPage(
            Services services,
            CurrentPerson person,
            Shells shells,
            AccountNames accountNames,
            SendEvidence sendEvidence,
            InstantSource clock) {
        this.services = services;
        this.person = person;
        this.shells = shells;
        this.accountNames = accountNames;
        this.sendEvidence = sendEvidence;
        this.clock = clock;
    }

    @GET
    public TemplateInstance list(@RestQuery @Nullable String state, @RestQuery @Nullable String cursor) {
        Visit visit = person.visit();
        AttestationsView.Kind kind = AttestationsView.Kind.of(state);
        String from = cursor == null ? "" : "&cursor=" + id(cursor);
        return Templates.attestations(
                shells.of(SECTION, "Attestations"),
                AttestationsView.of(
                        kind,
                        services.get(
                                Service.REPORTS,
                                visit.caller(),
                                at(visit) + "?limit=" + SHOWN + "&state=" + kind.states() + from,
                                Attestation.Listing.class)));
    }

    @GET
    @Path("/new")
    public TemplateInstance form(@RestQuery @Nullable String framework, @RestQuery @Nullable String requirement) {
        return form(framework, requirement, Draft.EMPTY, "");
    }

    private TemplateInstance form(@Nullable String framework, @Nullable String requirement, Draft draft, String error) {
        Visit visit = person.visit();
        if (framework == null || !framework.matches("[a-z0-9][a-z0-9.-]{0,80}"))
            throw Problem.notFound("nothing is here");
        var names = accountNames.asking(visit);
        Framework known = services.get(
                Service.REPORTS, visit.caller(), visit.path() + "/frameworks/" + framework, Framework.class);
        List<Framework.Requirement> all = known.requirements() == null ? List.of() : known.requirements();
        Framework.Requirement about = all.stream()
                .filter(each -> each.id().equals(requirement) && each.byPeople())
                .findFirst()
                .orElseThrow(() -> Problem.notFound("nothing is here"));
        return Templates.attest(
                shells.of(SECTION, "Attest a requirement"),
                new AttestView(known, about, AccountNames.orIds(names), draft, clock.instant(), error));
    }

    @POST
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    public Response attest(
            @RestForm @Nullable String framework,
            @RestForm @Nullable String requirement,
            @RestForm @Nullable String account,
            @RestForm @Nullable String statement,
            @RestForm @Nullable String until,
            @RestForm("evidence") @Nullable List<FileUpload> evidence) {
        Visit visit = person.visit();
        Draft draft = Draft.of(account, statement, until);
        Optional<LocalDate> last = draft.lastDay();
        if (last.isEmpty())
            return html(400, form(framework, requirement, draft, "Choose the last day on which it holds."));
        Attestation made;
        try {
            made = services.post(
                    Service.REPORTS,
                    visit.caller(),
                    at(visit),
                    new Word(
                            framework == null ? "" : framework,
                            requirement == null ? "" : requirement,
                            draft.account().isEmpty() ? null : draft.account(),
                            draft.statement(),
                            last.get()),
                    Attestation.class);
        } catch (Refused refused) {
            return html(400, form(framework, requirement, draft, refused.detail()));
        }
        return sendEvidence
                .send(visit, made.id(), evidence)
                .map(refused -> html(400, one(made.id(), "", refused)))
                .orElseGet(() -> to(visit, made.id()));
    }

    @GET
    @Path("/{attestation}")
    public TemplateInstance one(@RestPath String attestation) {
        return one(id(attestation), "", "");
    }

    private TemplateInstance one(AttestationId id, String note, String error) {
        Visit visit = person.visit();
        Attestation attestation =
                services.get(Service.REPORTS, visit.caller(), at(visit) + "/" + id, Attestation.class);
        return Templates.attestation(
                shells.of(SECTION, "Attestation"), new AttestationView(attestation, visit, error, note));
    }

    @POST
    @Path("/{attestation}/evidence")
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    public Response add(@RestPath String attestation, @RestForm("evidence") @Nullable List<FileUpload> evidence) {
        Visit visit = person.visit();
        AttestationId id = id(attestation);
        return sendEvidence
                .send(visit, id, evidence)
                .map(refused -> html(400, one(id, "", refused)))
                .orElseGet(() -> to(visit, id));
    }

    @POST
    @Path("/{attestation}/evidence/{evidence}/remove")
    public Response remove(@RestPath String attestation, @RestPath String evidence) {
        Visit visit = person.visit();
        AttestationId id = id(attestation);
        try {
            services.delete(Service.REPORTS, visit.caller(), at(visit) + "/" + id + "/evidence/" + id(evidence));
        } catch (Refused refused) {
            return html(refused.status(), one(id, "", refused.detail()));
        }
        return to(visit, id);
    }

    @POST
    @Path("/{attestation}/approve")
    public Response approve(
            @RestPath String attestation, @RestForm @Nullable String note, @RestForm @Nullable String revision) {
        String why = text(note);
        // what is no number was not on the page; without it nothing could be compared
        if (revision == null || !revision.matches("[0-9]{1,9}")) throw Problem.badRequest("the page is not whole");
        return answer(attestation, "approve", why, new Approval(why, Integer.valueOf(revision)));
    }

    @POST
    @Path("/{attestation}/refuse")
    public Response refuse(@RestPath String attestation, @RestForm @Nullable String note) {
        return answer(attestation, "refuse", text(note), new Reason(text(note)));
    }

    @POST
    @Path("/{attestation}/withdraw")
    public Response withdraw(@RestPath String attestation, @RestForm @Nullable String note) {
        return answer(attestation, "withdraw", text(note), new Reason(text(note)));
    }

    /** What was answered meanwhile is shown as it is by now. */
    private Response answer(String attestation, String how, String note, Object answer) {
        Visit visit = person.visit();
        AttestationId id = id(attestation);
        try {
            services.order(Service.REPORTS, visit.caller(), at(visit) + "/" + id + "/" + how, answer);
        } catch (Refused refused) {
            return html(refused.status(), one(id, note, refused.detail()));
        }
        return to(visit, id);
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    private static AttestationId id(String text) {
        try {
            return AttestationId.of(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
    }

    private static Response to(Visit visit, AttestationId id) {
        return Response.seeOther(URI.create(visit.home() + "/attestations/" + id))
                .build();
    }

    static String at(Visit visit) {
        return visit.path() + "/attestations";
    }

    private static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .entity(page.render())
                .build();
    }
}
