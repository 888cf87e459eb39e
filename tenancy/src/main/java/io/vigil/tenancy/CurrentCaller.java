package io.vigil.tenancy;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Produces;
import org.jspecify.annotations.Nullable;

/** Holds the verified caller of this request, and makes it injectable. */
@RequestScoped
public class CurrentCaller {
    private @Nullable Caller caller;

    void is(Caller verified) {
        this.caller = verified;
    }

    /** @throws IllegalStateException outside of a verified request */
    @Produces
    public Caller get() {
        Caller known = caller;
        if (known == null) throw new IllegalStateException("no verified caller in this request");
        return known;
    }
}
