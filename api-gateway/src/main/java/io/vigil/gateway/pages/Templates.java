package io.vigil.gateway.pages;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vigil.gateway.pages.posture.PostureView;

/** The pages, checked against what they are given when the gateway is built. */
@CheckedTemplate
public final class Templates {
    private Templates() {}

    public static native TemplateInstance posture(Shell shell, PostureView page);

    public static native TemplateInstance failure(FailureView page);

    public static native TemplateInstance welcome(WelcomeView page);

    public static native TemplateInstance choose(Shell shell);
}
