package io.vigil.scanner.work;

import io.vigil.contracts.Topics;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One kind of work that workers take from the broker.
 *
 * @param group the share group in which all workers take it
 */
record Lane(String topic, String group, Handler handler) {

    /** Decides what the broker is told of a delivered record. */
    interface Handler {
        AcknowledgeType handle(ConsumerRecord<String, String> record) throws InterruptedException;
    }

    static Lane units(Handler handler) {
        return new Lane(Topics.UNIT_REQUESTED, Topics.WORKERS_GROUP, handler);
    }

    static Lane probes(Handler handler) {
        return new Lane(Topics.PROBE_REQUESTED, Topics.PROBERS_GROUP, handler);
    }

    static Lane organizations(Handler handler) {
        return new Lane(Topics.ORGANIZATION_REQUESTED, Topics.ORGANIZATIONS_GROUP, handler);
    }
}
