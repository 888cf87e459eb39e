package io.vigil.tenants.packs;

import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.PackDigest;

/**
 * A revision of a tenant's policy pack.
 *
 * @param version counts from 1
 */
public record Pack(long version, PackDigest digest, EffectivePack pack) {}
