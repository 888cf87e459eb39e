package io.vigil.gateway.pages;

/** A page that could not be shown, and what the reader can do. */
public record FailureView(String theme, int status, String title, String text, String action, String link) {}
