package io.vigil.gateway.pages.subscriptions;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.pages.schedules.ScheduleDraft;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Refused;
import io.vigil.gateway.upstream.Subscription;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A report that is mailed by itself: its recipients, its next runs, its delivery log. */
@Blocking
@Path("/t/{slug}/reports/subscriptions")
public class SubscriptionPage {
    private final AskSubscriptions subscriptions;
    private final AskReportChoices askChoices;
    private final CurrentPerson person;
    private final Shells shells;

    SubscriptionPage(AskSubscriptions subscriptions, AskReportChoices askChoices, CurrentPerson person, Shells shells) {
        this.subscriptions = subscriptions;
        this.askChoices = askChoices;
        this.person = person;
        this.shells = shells;
    }

    /** The next runs of what is in the form, for a page that keeps the rest. */
    @GET
    @Path("/next")
    public TemplateInstance next(
            @RestQuery @Nullable String how,
            @RestQuery @Nullable String time,
            @RestQuery @Nullable String cron,
            @RestQuery @Nullable String zone) {
        return Templates.nextruns(subscriptions.next(person.visit(), ScheduleDraft.timed(how, time, cron, zone)));
    }

    /** The form for a new one. */
    @GET
    public Response form() {
        return Response.seeOther(URI.create(person.visit().home() + "/reports#h-form"))
                .build();
    }

    @POST
    public Response create(@BeanParam SubscriptionForm form) {
        Visit visit = person.visit();
        SubscriptionDraft draft = form.draft("");
        try {
            return to(at(visit) + "/" + subscriptions.save(visit, draft).id());
        } catch (Refused refused) {
            return refused(Templates.subscription(
                    shells.of("reports", "New subscription"),
                    SubscriptionView.unmade(at(visit), form(visit, draft, refused.detail()))));
        }
    }

    @GET
    @Path("/{subscription}")
    public TemplateInstance show(@RestPath UUID subscription, @RestQuery @Nullable String cursor) {
        return shown(subscription, cursor, null, "");
    }

    @POST
    @Path("/{subscription}")
    public Response change(@RestPath UUID subscription, @BeanParam SubscriptionForm form) {
        SubscriptionDraft draft = form.draft(subscription.toString());
        try {
            subscriptions.save(person.visit(), draft);
            return back(subscription);
        } catch (Refused refused) {
            return refused(shown(subscription, null, draft, refused.detail()));
        }
    }

    @POST
    @Path("/{subscription}/end")
    public Response end(@RestPath UUID subscription) {
        subscriptions.end(person.visit(), subscription);
        return to(person.visit().home() + "/reports");
    }

    @POST
    @Path("/{subscription}/send-now")
    public Response sendNow(@RestPath UUID subscription) {
        return commanded(subscription, "send-now");
    }

    @POST
    @Path("/{subscription}/recipients/{recipient}/ask")
    public Response ask(@RestPath UUID subscription, @RestPath UUID recipient) {
        return commanded(subscription, "recipients/" + recipient + "/confirmation");
    }

    @POST
    @Path("/{subscription}/recipients/{recipient}/take-out")
    public Response takeOut(@RestPath UUID subscription, @RestPath UUID recipient) {
        subscriptions.takeOut(person.visit(), subscription, recipient);
        return back(subscription);
    }

    @POST
    @Path("/{subscription}/deliveries/{delivery}/retry")
    public Response retry(@RestPath UUID subscription, @RestPath UUID delivery) {
        return commanded(subscription, "deliveries/" + delivery + "/retry");
    }

    private Response commanded(UUID subscription, String what) {
        try {
            subscriptions.command(person.visit(), subscription, what);
            return back(subscription);
        } catch (Refused refused) {
            return refused(shown(subscription, null, null, refused.detail()));
        }
    }

    /** @param typed what was typed into the form; null shows what is kept */
    private TemplateInstance shown(UUID id, @Nullable String cursor, @Nullable SubscriptionDraft typed, String error) {
        Visit visit = person.visit();
        Subscription subscription = subscriptions.read(visit, id);
        SubscriptionDraft draft = typed == null ? SubscriptionDraft.of(subscription) : typed;
        return Templates.subscription(
                shells.of("reports", subscription.name()),
                SubscriptionView.of(
                        at(visit),
                        subscription,
                        subscriptions.log(visit, id, cursor),
                        form(visit, draft, typed == null ? "" : error),
                        typed == null ? error : ""));
    }

    private SubscriptionDraft.Form form(Visit visit, SubscriptionDraft draft, String error) {
        return new SubscriptionDraft.Form(
                draft, at(visit), askChoices.choices(visit), subscriptions.next(visit, draft.due()), error);
    }

    private static Response refused(TemplateInstance page) {
        return Response.status(400)
                .type("text/html; charset=UTF-8")
                .entity(page.render())
                .build();
    }

    private Response back(UUID subscription) {
        return to(at(person.visit()) + "/" + subscription);
    }

    private static String at(Visit visit) {
        return visit.home() + "/reports/subscriptions";
    }

    private static Response to(String address) {
        return Response.seeOther(URI.create(address)).build();
    }
}
