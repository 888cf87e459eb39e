package io.vigil.gateway.pages.alerts;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.channels.AskChannels;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.AlertRule;
import io.vigil.gateway.upstream.Refused;
import io.vigil.tenancy.Problem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** What is told to which channels, with what a rule would have told before it is made. */
@Blocking
@Path("/t/{slug}/settings/alerts")
public class AlertsPage {
    private static final String SECTION = "settings/alerts";

    private final AskAlertRules rules;
    private final AskChannels channels;
    private final CurrentPerson person;
    private final Shells shells;

    AlertsPage(AskAlertRules rules, AskChannels channels, CurrentPerson person, Shells shells) {
        this.rules = rules;
        this.channels = channels;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance list() {
        return listed(AlertDraft.EMPTY, RulePreview.NONE, "");
    }

    @POST
    public Response make(@BeanParam AlertForm form) {
        AlertDraft draft = AlertDraft.of("", form);
        try {
            rules.save(person.visit(), draft);
            return to(at());
        } catch (Refused refused) {
            return refused(listed(draft, RulePreview.NONE, refused.detail()));
        }
    }

    /** The page with the form as it was typed and what such a rule would tell; nothing is kept. */
    @POST
    @Path("/preview")
    public TemplateInstance preview(@BeanParam AlertForm form) {
        Visit visit = person.visit();
        AlertDraft draft = AlertDraft.of(form.rule == null ? "" : form.rule, form);
        RulePreview preview = rules.preview(visit, draft);
        return draft.id().isEmpty() ? listed(draft, preview, "") : one(id(draft.id()), draft, preview, "");
    }

    @GET
    @Path("/{rule}")
    public TemplateInstance show(@RestPath UUID rule) {
        return one(rule, null, RulePreview.NONE, "");
    }

    @POST
    @Path("/{rule}")
    public Response change(@RestPath UUID rule, @BeanParam AlertForm form) {
        AlertDraft draft = AlertDraft.of(rule.toString(), form);
        try {
            rules.save(person.visit(), draft);
            return to(at());
        } catch (Refused refused) {
            return refused(one(rule, draft, RulePreview.NONE, refused.detail()));
        }
    }

    @POST
    @Path("/{rule}/end")
    public Response end(@RestPath UUID rule) {
        rules.end(person.visit(), rule);
        return to(at());
    }

    private TemplateInstance listed(AlertDraft draft, RulePreview preview, String error) {
        Visit visit = person.visit();
        return Templates.alerts(
                shells.of(SECTION, "Alert rules"),
                AlertsView.list(rules.list(visit), form(visit, draft, preview, error)));
    }

    /** @param typed what was typed into the form; null shows what is kept */
    private TemplateInstance one(UUID id, @Nullable AlertDraft typed, RulePreview preview, String error) {
        Visit visit = person.visit();
        AlertRule rule = rules.read(visit, id);
        AlertDraft draft = typed == null ? AlertDraft.of(rule) : typed;
        return Templates.alerts(
                shells.of(SECTION, rule.name()), AlertsView.one(rule, form(visit, draft, preview, error)));
    }

    private AlertDraft.Form form(Visit visit, AlertDraft draft, RulePreview preview, String error) {
        return new AlertDraft.Form(draft, at(), channels.list(visit), preview, error);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw Problem.notFound("nothing is here");
        }
    }

    private String at() {
        return person.visit().home() + "/" + SECTION;
    }

    private static Response refused(TemplateInstance page) {
        return Response.status(400)
                .type("text/html; charset=UTF-8")
                .entity(page.render())
                .build();
    }

    private static Response to(String address) {
        return Response.seeOther(URI.create(address)).build();
    }
}
