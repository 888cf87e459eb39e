package io.vigil.gateway.pages.subscriptions;

import io.vigil.gateway.pages.schedules.ScheduleDraft;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What the browser sends of the form. */
public class SubscriptionForm {
    @RestForm
    @Nullable
    String name;

    @RestForm
    @Nullable
    String how;

    @RestForm
    @Nullable
    String time;

    @RestForm
    @Nullable
    String cron;

    @RestForm
    @Nullable
    String zone;

    @RestForm
    @Nullable
    String recipients;

    @RestForm
    @Nullable
    String kind;

    @RestForm
    @Nullable
    String account;

    @RestForm
    @Nullable
    String framework;

    @RestForm
    @Nullable
    List<String> format;

    @RestForm
    @Nullable
    String language;

    @RestForm
    @Nullable
    String skipUnchanged;

    @RestForm
    @Nullable
    String misfire;

    SubscriptionDraft draft(String id) {
        SubscriptionDraft empty = SubscriptionDraft.EMPTY;
        return new SubscriptionDraft(
                id,
                ScheduleDraft.text(name, ""),
                ScheduleDraft.timed(how, time, cron, zone),
                ScheduleDraft.text(recipients, ""),
                ScheduleDraft.text(kind, empty.kind()),
                ScheduleDraft.text(account, ""),
                ScheduleDraft.text(framework, ""),
                format == null ? List.of() : format,
                ScheduleDraft.text(language, empty.language()),
                skipUnchanged != null,
                ScheduleDraft.text(misfire, empty.misfire()));
    }
}
