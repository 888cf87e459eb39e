package io.vigil.gateway.pages.channels;

import io.vigil.gateway.pages.Formats;
import io.vigil.gateway.upstream.Channel;
import java.util.List;
import java.util.UUID;

/**
 * All channels, and the form for one.
 *
 * @param shown the secret of one that was just made
 */
public record ChannelsView(List<Row> channels, Shown shown, ChannelDraft.Form form) {

    /**
     * A channel.
     *
     * @param mark of the pill
     */
    public record Row(UUID id, String name, String kind, String address, String state, String mark, String note) {}

    /** A secret that is shown this once, and whose it is; empty where there is none. */
    public record Shown(String name, String secret, String at) {
        static final Shown NOTHING = new Shown("", "", "");

        @Override
        public String toString() {
            return name;
        }
    }

    static ChannelsView of(List<Channel> channels, Shown shown, ChannelDraft.Form form) {
        return new ChannelsView(channels.stream().map(ChannelsView::row).toList(), shown, form);
    }

    static Row row(Channel channel) {
        boolean disabled = channel.disabledAt() != null;
        String lost = channel.lost() == 0 ? "" : Formats.many(channel.lost(), "message") + " did not arrive";
        String last = channel.sentAt() == null
                ? "Nothing sent yet"
                : "Last message " + Formats.dayTime(channel.sentAt()) + " UTC";
        return new Row(
                channel.id(),
                channel.name(),
                ChannelDraft.KINDS.getOrDefault(channel.kind(), channel.kind()),
                channel.address(),
                disabled ? "Disabled" : channel.lost() > 0 ? "Not everything arrived" : "Enabled",
                disabled ? "refused" : channel.lost() > 0 ? "reopened" : "resolved",
                disabled ? channel.disabledWhy() : lost.isEmpty() ? last : lost);
    }
}
