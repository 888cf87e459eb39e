package io.vigil.tenants.packs;

import io.vigil.contracts.EffectivePack;
import io.vigil.contracts.PackDigest;

/**
 * What a tenant or an account is judged by.
 *
 * @param version counts the effective packs from 1; the versions of its levels stand in the pack
 */
public record Pack(long version, PackDigest digest, EffectivePack pack) {}
