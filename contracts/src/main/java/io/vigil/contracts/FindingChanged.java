package io.vigil.contracts;

import java.time.Instant;
import java.util.UUID;

/** A finding went from one state to another. */
public record FindingChanged(
        UUID eventId,
        TenantId tenant,
        AccountId account,
        FindingId finding,
        CheckId check,
        Severity severity,
        Region region,
        String resource,
        Transition transition,
        Instant at)
        implements Event {

    public enum Transition {
        OPENED,
        REOPENED,
        /** Failed before, passes now. */
        FIXED,
        /** Failed before, the check no longer applies. */
        NOT_APPLICABLE,
        RESOURCE_GONE,
        /** The pack decided its check out. */
        DECIDED_OUT,
        /** It fails, and an exception accepts that for a while; when that is over it is {@link #REOPENED}. */
        EXCEPTED
    }

    @Override
    public String key() {
        return tenant + "/" + account;
    }
}
