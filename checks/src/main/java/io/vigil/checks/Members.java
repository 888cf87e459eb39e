package io.vigil.checks;

import io.vigil.checks.Shape.Member;
import io.vigil.checks.Shape.Struct;
import io.vigil.contracts.Unread;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document's values as the check language reads them; reading a missing one throws {@link NotRead}. A value is made
 * out of the JSON when it is first asked for, since a check reads a few members of many; for one thread, unless all are
 * bound.
 */
final class Members extends AbstractMap<String, Object> {
    private final Binding binding;
    private final Struct struct;
    private final Map<?, ?> json;
    private final Map<String, Object> bound = new HashMap<>();
    private @Nullable Map<String, Object> all;

    Members(Binding binding, Struct struct, Map<?, ?> json) {
        this.binding = binding;
        this.struct = struct;
        this.json = json;
    }

    void missing(String name, Unread why) {
        bound.put(name, new NotRead(why));
        all = null;
    }

    /** @throws IllegalArgumentException if the JSON does not have the member's shape; the message names both */
    @Override
    public @Nullable Object get(@Nullable Object name) {
        Object value = value(name);
        if (value instanceof NotRead missing) throw missing;
        return value;
    }

    /** True also for what could not be read: to ask whether it is there is to read it. */
    @Override
    public boolean containsKey(@Nullable Object name) {
        return value(name) != null;
    }

    private @Nullable Object value(@Nullable Object name) {
        if (!(name instanceof String text)) return null;
        Object known = bound.get(text);
        if (known != null) return known;
        Member member = struct.members().get(text);
        Object value = member == null ? null : binding.member(struct, member, json);
        if (value != null) bound.put(text, value);
        return value;
    }

    /** Makes it safe to share between threads. */
    Map<String, Object> bindAll() {
        Map<String, Object> known = all;
        if (known != null) return known;
        Map<String, Object> each = new LinkedHashMap<>();
        for (String name : struct.members().keySet()) if (value(name) instanceof Object value) each.put(name, value);
        all = each;
        return each;
    }

    /** What could not be read stands in it as {@link NotRead}. */
    @Override
    public Set<Entry<String, Object>> entrySet() {
        return bindAll().entrySet();
    }
}
