package io.vigil.gateway.upstream;

import io.vigil.tenancy.Role;
import java.time.Instant;

/** A person of a customer, as tenant-service lists it. */
public record Member(String subject, String email, Role role, Instant addedAt, String addedBy) {}
