package io.vigil.scanner.work;

import org.apache.kafka.clients.consumer.AcknowledgeType;

/** What came of a delivery, and what the broker is told of its record. */
enum UnitEnd {
    DONE(AcknowledgeType.ACCEPT),
    /** It cannot be done as asked, and the ledger knows. */
    FAILED(AcknowledgeType.ACCEPT),
    /** Nobody wants it any more. */
    REVOKED(AcknowledgeType.ACCEPT),
    /** This worker stops; another one shall have it. */
    RETURNED(AcknowledgeType.RELEASE),
    /** It failed in a way that may pass. */
    AGAIN(AcknowledgeType.RELEASE),
    /** It failed in all its deliveries and is in a dead-letter topic. */
    DEAD(AcknowledgeType.REJECT),
    /** It is no unit and is in a dead-letter topic. */
    MALFORMED(AcknowledgeType.REJECT);

    final AcknowledgeType answer;

    UnitEnd(AcknowledgeType answer) {
        this.answer = answer;
    }
}
