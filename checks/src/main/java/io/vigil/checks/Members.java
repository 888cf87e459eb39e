package io.vigil.checks;

import io.vigil.contracts.Unread;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/** A document's values as the check language reads them; reading a missing one throws {@link NotRead}. */
final class Members extends HashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    Members(int expected) {
        super(Math.max(4, expected * 2));
    }

    void missing(String name, Unread why) {
        put(name, new NotRead(why));
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        Object value = super.get(name);
        if (value instanceof NotRead missing) throw missing;
        return value;
    }
}
