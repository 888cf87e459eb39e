package io.vigil.gateway.pages.channels;

import io.vigil.gateway.pages.schedules.SchedulesView;
import io.vigil.gateway.upstream.Channel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of a channel as it was typed.
 *
 * @param url where messages are posted; of a chat that is kept empty, for it is not shown again
 * @param recipient a member's mail address
 */
public record ChannelDraft(String kind, String name, String url, String recipient) {
    static final Map<String, String> KINDS =
            Map.of("WEBHOOK", "Webhook", "SLACK", "Slack", "TEAMS", "Microsoft Teams", "EMAIL", "E-mail");

    private static final List<String> ORDER = List.of("WEBHOOK", "SLACK", "TEAMS", "EMAIL");

    static final ChannelDraft EMPTY = new ChannelDraft("WEBHOOK", "", "", "");

    static ChannelDraft of(
            @Nullable String kind, @Nullable String name, @Nullable String url, @Nullable String recipient) {
        return new ChannelDraft(kind == null ? EMPTY.kind() : kind, text(name), text(url), text(recipient));
    }

    static ChannelDraft of(Channel channel) {
        boolean webhook = channel.kind().equals("WEBHOOK");
        boolean mail = channel.kind().equals("EMAIL");
        return new ChannelDraft(
                channel.kind(), channel.name(), webhook ? channel.address() : "", mail ? channel.address() : "");
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    /** What is still to be asked for. */
    public record Form(ChannelDraft draft, String action, boolean changes, String error) {

        public List<SchedulesView.Choice> kinds() {
            return ORDER.stream()
                    .map(kind ->
                            new SchedulesView.Choice(kind, KINDS.getOrDefault(kind, kind), kind.equals(draft.kind())))
                    .toList();
        }

        public boolean byUrl() {
            return !changes || !draft.kind().equals("EMAIL");
        }

        public boolean byMail() {
            return !changes || draft.kind().equals("EMAIL");
        }

        /** Whether an address is kept that is not shown. */
        public boolean hidden() {
            return changes && (draft.kind().equals("SLACK") || draft.kind().equals("TEAMS"));
        }
    }
}
