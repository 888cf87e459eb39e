package io.vigil.gateway.pages.alerts;

import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What the browser sends of the form. */
public class AlertForm {
    /** Of the rule that is tried while it is changed. */
    @RestForm
    @Nullable
    String rule;

    @RestForm
    @Nullable
    String name;

    @RestForm
    @Nullable
    String trigger;

    @RestForm
    @Nullable
    String filter;

    @RestForm
    @Nullable
    String hours;

    @RestForm
    @Nullable
    String digest;

    @RestForm
    @Nullable
    String zone;

    @RestForm
    @Nullable
    List<String> channel;
}
