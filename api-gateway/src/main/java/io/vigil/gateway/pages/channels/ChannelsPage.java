package io.vigil.gateway.pages.channels;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vigil.gateway.pages.Shells;
import io.vigil.gateway.pages.Templates;
import io.vigil.gateway.permissions.Visit;
import io.vigil.gateway.session.CurrentPerson;
import io.vigil.gateway.upstream.Channel;
import io.vigil.gateway.upstream.Refused;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Where alerts go: the list, the form, and each with its messages and tries. */
@Blocking
@Path("/t/{slug}/settings/channels")
public class ChannelsPage {
    private static final String SECTION = "settings/channels";

    private final AskChannels channels;
    private final CurrentPerson person;
    private final Shells shells;

    ChannelsPage(AskChannels channels, CurrentPerson person, Shells shells) {
        this.channels = channels;
        this.person = person;
        this.shells = shells;
    }

    @GET
    public TemplateInstance list() {
        return listed(ChannelsView.Shown.NOTHING, ChannelDraft.EMPTY, "");
    }

    /** The answer shows the secret, this once: it is kept nowhere in the open, so there is no page to be sent on to. */
    @POST
    public Response make(
            @RestForm @Nullable String kind,
            @RestForm @Nullable String name,
            @RestForm @Nullable String url,
            @RestForm @Nullable String recipient) {
        ChannelDraft draft = ChannelDraft.of(kind, name, url, recipient);
        try {
            Channel.Made made = channels.make(person.visit(), draft);
            return made.secret().isEmpty()
                    ? to(at(made.channel().id()))
                    : page(201, listed(shown(made), ChannelDraft.EMPTY, ""));
        } catch (Refused refused) {
            return page(400, listed(ChannelsView.Shown.NOTHING, draft, refused.detail()));
        }
    }

    @GET
    @Path("/{channel}")
    public TemplateInstance show(@RestPath UUID channel, @RestQuery @Nullable String cursor) {
        return one(channel, cursor, ChannelsView.Shown.NOTHING, null, "");
    }

    @POST
    @Path("/{channel}")
    public Response change(
            @RestPath UUID channel,
            @RestForm @Nullable String kind,
            @RestForm @Nullable String name,
            @RestForm @Nullable String url,
            @RestForm @Nullable String recipient) {
        ChannelDraft draft = ChannelDraft.of(kind, name, url, recipient);
        try {
            channels.change(person.visit(), channel, draft);
            return to(at(channel));
        } catch (Refused refused) {
            return page(400, one(channel, null, ChannelsView.Shown.NOTHING, draft, refused.detail()));
        }
    }

    @POST
    @Path("/{channel}/secret")
    public Response renewSecret(@RestPath UUID channel) {
        try {
            Channel.Made made = channels.renewSecret(person.visit(), channel);
            return page(200, one(channel, null, shown(made), null, ""));
        } catch (Refused refused) {
            return page(400, one(channel, null, ChannelsView.Shown.NOTHING, null, refused.detail()));
        }
    }

    @POST
    @Path("/{channel}/test")
    public Response test(@RestPath UUID channel) {
        return commanded(channel, "test");
    }

    @POST
    @Path("/{channel}/enable")
    public Response enable(@RestPath UUID channel) {
        return commanded(channel, "enable");
    }

    @POST
    @Path("/{channel}/deliveries/{delivery}/replay")
    public Response replay(@RestPath UUID channel, @RestPath UUID delivery) {
        return commanded(channel, "deliveries/" + delivery + "/replay");
    }

    @POST
    @Path("/{channel}/end")
    public Response end(@RestPath UUID channel) {
        channels.end(person.visit(), channel);
        return to(at());
    }

    private Response commanded(UUID channel, String what) {
        try {
            channels.command(person.visit(), channel, what);
            return to(at(channel) + "#h-log");
        } catch (Refused refused) {
            return page(400, one(channel, null, ChannelsView.Shown.NOTHING, null, refused.detail()));
        }
    }

    private TemplateInstance listed(ChannelsView.Shown shown, ChannelDraft draft, String error) {
        return Templates.channels(
                shells.of(SECTION, "Channels"),
                ChannelsView.of(
                        channels.list(person.visit()),
                        shown,
                        new ChannelDraft.Form(draft, at(), /* changes */ false, error)));
    }

    /** @param typed what was typed into the form; null shows what is kept */
    private TemplateInstance one(
            UUID id, @Nullable String cursor, ChannelsView.Shown shown, @Nullable ChannelDraft typed, String error) {
        Visit visit = person.visit();
        Channel channel = channels.read(visit, id);
        ChannelDraft draft = typed == null ? ChannelDraft.of(channel) : typed;
        return Templates.channel(
                shells.of(SECTION, channel.name()),
                ChannelView.of(
                        at(id),
                        channel,
                        channels.log(visit, id, cursor),
                        shown,
                        new ChannelDraft.Form(draft, at(id), /* changes */ true, typed == null ? "" : error),
                        typed == null ? error : ""));
    }

    private ChannelsView.Shown shown(Channel.Made made) {
        return new ChannelsView.Shown(
                made.channel().name(), made.secret(), at(made.channel().id()));
    }

    private String at() {
        return person.visit().home() + "/" + SECTION;
    }

    private String at(UUID channel) {
        return at() + "/" + channel;
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type("text/html; charset=UTF-8")
                .entity(page.render())
                .build();
    }

    private static Response to(String address) {
        return Response.seeOther(URI.create(address)).build();
    }
}
