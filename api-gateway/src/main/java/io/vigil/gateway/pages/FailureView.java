package io.vigil.gateway.pages;

import java.util.UUID;

/**
 * A page that could not be shown, and what the reader can do.
 *
 * @param reference finds this failure in the log
 */
public record FailureView(
        String theme, int status, String title, String text, String action, String link, UUID reference) {
    static final int RETRY_AFTER_SECONDS = 10;

    static FailureView of(String theme, int status, String title, String text, String action, String link) {
        return new FailureView(theme, status, title, text, action, link, UUID.randomUUID());
    }

    /** Trying again may help. */
    boolean passing() {
        return status == 503;
    }

    String html() {
        return Templates.failure(this).render();
    }
}
