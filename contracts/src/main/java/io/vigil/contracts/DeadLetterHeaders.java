package io.vigil.contracts;

/**
 * Why a record is in {@link Topics#DEAD_LETTERS} or {@link Topics#UNIT_DEAD} and where it came from. The first five are
 * those that the services' channels write; all values are text.
 */
public final class DeadLetterHeaders {
    public static final String REASON = "dead-letter-reason";
    public static final String EXCEPTION = "dead-letter-exception-class-name";
    public static final String TOPIC = "dead-letter-topic";
    public static final String PARTITION = "dead-letter-partition";
    public static final String OFFSET = "dead-letter-offset";

    /** How often the record had been handed to a worker. */
    public static final String DELIVERIES = "dead-letter-deliveries";

    /** Who gave it up. */
    public static final String WORKER = "dead-letter-worker";

    private DeadLetterHeaders() {}
}
