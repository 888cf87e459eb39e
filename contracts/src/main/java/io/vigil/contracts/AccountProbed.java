package io.vigil.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * How an account's role answered a probe.
 *
 * @param words AWS's own, shortened, without credentials; empty when the role let us in and nobody else
 * @param regionsOff regions of the connection that do not know the account
 * @param denied what the role may not do of what was asked for; nothing of it is claimed where the door stayed shut
 * @param allowed how many of the operations AWS did not deny
 * @param untold how many operations AWS answered in a way that tells neither
 */
public record AccountProbed(
        TenantId tenant,
        AccountId account,
        ProbeId probe,
        String worker,
        ProbeOutcome outcome,
        String words,
        List<Region> regionsOff,
        List<DeniedAction> denied,
        int allowed,
        int untold,
        Instant at)
        implements Event {
    @Override
    public UUID eventId() {
        return Uuids.ofName("probed", probe);
    }

    @Override
    public String key() {
        return tenant + "/" + account;
    }
}
