package io.vigil.tenants.packs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Declarations that are lists of entries with a name: levels add to them, and the lower level's entry of a name counts. */
final class Registers {
    private static final Map<String, String> KEYS =
            Map.of("publicEndpoints", "resource", "publicAddresses", "address", "webAcls", "webAcl");

    private Registers() {}

    /** What is no register is replaced whole. */
    static Object joined(String kind, Object above, Object here) {
        String key = KEYS.get(kind);
        if (key == null || !(above instanceof List<?> first) || !(here instanceof List<?> second)) return here;
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (List<?> each : List.of(first, second))
            for (Object entry : each)
                if (entry instanceof Map<?, ?> members && members.get(key) != null)
                    entries.put(members.get(key), entry);
        return new ArrayList<>(entries.values());
    }
}
