package io.vigil.tenants.members;

import io.vigil.tenancy.Role;
import java.time.Instant;

/**
 * A person of a customer.
 *
 * @param subject the login's stable id
 * @param role VIEWER, AUDITOR, OPERATOR or ADMIN
 */
public record Member(String subject, String email, Role role, Instant addedAt, String addedBy) {}
