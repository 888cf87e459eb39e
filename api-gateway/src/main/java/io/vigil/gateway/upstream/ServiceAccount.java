package io.vigil.gateway.upstream;

import java.util.UUID;

/** An owner of tokens that is no person. */
public record ServiceAccount(UUID id, String name, String createdBy) {}
