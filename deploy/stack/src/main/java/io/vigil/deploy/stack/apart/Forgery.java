package io.vigil.deploy.stack.apart;

import io.vigil.contracts.Event;
import io.vigil.contracts.EventJson;

/**
 * A record that speaks of what is another tenant's.
 *
 * @param key of Kafka, which names the one who speaks
 */
public record Forgery(Identity identity, String key, Event event) {

    public enum Identity {
        /** Under the stranger's key stands what only the victim could say. */
        KEY_OF_ANOTHER,
        /** The stranger names all that is the victim's: account, scan, unit, run, probe, and what else there is. */
        IDS_OF_ANOTHER,
        /** As the stranger would truly speak, but for one thing that is the victim's. */
        ONE_ID_OF_ANOTHER,
        /** A tenant that nobody knows names all that is the victim's. */
        NO_SUCH_TENANT
    }

    public String value() {
        return EventJson.write(event);
    }
}
