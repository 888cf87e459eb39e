package io.vigil.tenants.offboarding;

import io.vigil.contracts.AuditHead;
import io.vigil.contracts.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is signed when a customer is gone.
 *
 * @param format {@link #FORMAT}
 * @param parts what each service deleted, by table, and where its audit trail ended; the trails themselves are gone
 * @param providerTrail the newest row of the provider's own trail, which holds who did it
 * @param remains what is left, and until when
 */
public record Certificate(
        String format,
        TenantId tenant,
        String slug,
        String name,
        String reason,
        Offboarding.Act started,
        Instant exportedAt,
        Offboarding.Act ordered,
        Instant erasedAt,
        List<Part> parts,
        AuditHead providerTrail,
        List<String> remains) {
    public static final String FORMAT = "vigil-erasure-certificate-1";

    /** The media type in the signature's header, so that it is taken for no other thing that the key signs. */
    static final String TYPE = "vigil-erasure-certificate+jws";

    static final List<String> REMAINS = List.of(
            "the customer's id and the counts above, as a marker by which late messages are dropped",
            "this certificate, and the row in which it is kept",
            "rows of the provider's own audit trail, which name the customer by its id and may name it in what was read",
            "what other customers' rows say of it, where an AWS account changed hands: its slug",
            "messages in Kafka's topics, for 7 days from when each was written; those that keep the newest state of a"
                    + " customer were told to forget it and are compacted within 7 days while they are written to",
            "records that could not be read, in the topic of dead letters, for 7 days",
            "ids of events that were had, which are digests and name nobody",
            "logs and backups, for as long as whoever runs the platform keeps them",
            "logins of its people in Keycloak, which open nothing of the customer any more",
            "what was sent or downloaded before, and the role in the customer's own AWS accounts, which the customer deletes");

    public record Part(String service, Map<String, Long> rows, AuditHead trail) {}
}
