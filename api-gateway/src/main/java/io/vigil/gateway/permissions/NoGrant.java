package io.vigil.gateway.permissions;

/** Somebody of the provider's staff asks for a page of a customer in whose tenant no grant lets them be. */
public final class NoGrant extends RuntimeException {
    private final String slug;
    private final String name;

    public NoGrant(String slug, String name) {
        // goes into the log, where no customer is named
        super("no grant");
        this.slug = slug;
        this.name = name;
    }

    public String slug() {
        return slug;
    }

    public String name() {
        return name;
    }
}
