package io.vigil.deploy.stack.apart;

import io.vigil.contracts.Event;
import io.vigil.contracts.TenantId;
import java.util.Map;

/** A service with tenants in it, whose consumers are told what is not true. */
public interface Lab {

    /** Where a record ends. */
    enum End {
        DEAD_LETTER,
        /** Nobody's rows are changed. */
        DROPPED,
        /** It changed rows of the tenant that speaks. */
        TAKEN
    }

    /** The part of the service that the class names. */
    Object bean(Class<?> type);

    /** The topic of a channel. */
    String topic(String channel);

    /** A new tenant, with whatever an event of this type could change. */
    Filling victim(Class<? extends Event> type);

    /** Another one, which speaks. */
    Filling stranger(Class<? extends Event> type);

    /** The tenant's rows, as {@link TenantRows} tells. */
    Map<String, String> rows(TenantId tenant);

    /** Where the design says that the record ends; throws for what nobody thought of. */
    End declared(Consumer consumer, Forgery forgery);

    /** Whether a tenant's rows change by an event of this type when it tells the truth. */
    boolean hears(Consumer consumer, Class<? extends Event> type);
}
