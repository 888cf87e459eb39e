package io.vigil.checks.policy;

import java.util.List;

/** Whom a role's trust policy lets assume the role; what it denies is not subtracted. */
public record TrustFacts(List<Trustee> trustees) {}
