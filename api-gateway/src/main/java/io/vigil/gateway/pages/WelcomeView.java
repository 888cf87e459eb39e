package io.vigil.gateway.pages;

/** The page of who is not signed in. */
public record WelcomeView(String theme, String providerName) {}
