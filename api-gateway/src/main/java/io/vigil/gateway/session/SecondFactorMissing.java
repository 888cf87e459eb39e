package io.vigil.gateway.session;

/** Somebody of the provider's staff is signed in by a password alone. */
public final class SecondFactorMissing extends RuntimeException {
    public SecondFactorMissing() {
        super("staff without a second factor");
    }
}
