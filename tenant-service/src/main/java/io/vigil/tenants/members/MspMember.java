package io.vigil.tenants.members;

import io.vigil.tenancy.Role;
import java.time.Instant;

/** A person of the provider; {@code role} is MSP_VIEWER, MSP_ANALYST or MSP_ADMIN. */
public record MspMember(String subject, String email, Role role, Instant addedAt) {}
