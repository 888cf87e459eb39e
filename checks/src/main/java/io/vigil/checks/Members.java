package io.vigil.checks;

import io.vigil.checks.Shape.Struct;
import io.vigil.checks.evaluate.Failed;
import io.vigil.checks.evaluate.Holder;
import io.vigil.checks.evaluate.Layout;
import io.vigil.contracts.Unread;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A document's values as the check language reads them; reading a missing one throws {@link NotRead}, or is
 * {@link Failed} for whoever reads by number. A value is made out of the JSON when it is first asked for, since a check
 * reads a few members of many; for one thread, unless all are bound.
 */
final class Members extends Holder {
    private static final Object NONE = new Object();

    private final Binding binding;
    private final Struct struct;
    private final Map<?, ?> json;

    /** By their numbers: values, {@link Failed} or {@link #NONE}; null where nobody asked yet. */
    private final @Nullable Object[] bound;

    private @Nullable Map<String, Object> all;
    private @Nullable Map<?, ?> unread;
    private @Nullable Object made;

    Members(Binding binding, Struct struct, Map<?, ?> json) {
        super(struct);
        this.binding = binding;
        this.struct = struct;
        this.json = json;
        this.bound = new @Nullable Object[struct.size()];
    }

    void missing(String name, Unread why) {
        int index = struct.index(name);
        if (index == Layout.NONE) throw new IllegalArgumentException("%s has no '%s'".formatted(struct.name(), name));
        bound[index] = Failed.because(new NotRead(why));
        all = null;
    }

    /** @throws IllegalArgumentException if the JSON does not have the member's shape; the message names both */
    @Override
    public @Nullable Object member(int index) {
        @Nullable Object value = bound[index];
        if (value == null) {
            @Nullable Object fresh = binding.member(struct, struct.member(index), json, unread());
            value = fresh == null ? NONE : fresh;
            bound[index] = value;
        }
        return value == NONE ? null : value;
    }

    private Map<?, ?> unread() {
        @Nullable Map<?, ?> known = unread;
        if (known == null) {
            known = json.get(Document.UNREAD) instanceof Map<?, ?> told ? told : Map.of();
            unread = known;
        }
        return known;
    }

    /** @throws IllegalArgumentException if the JSON does not have the member's shape; the message names both */
    @Override
    public @Nullable Object get(@Nullable Object name) {
        Object value = member(name);
        if (value instanceof Failed failed && failed.cause() instanceof NotRead missing) throw missing;
        return value;
    }

    /** True also for what could not be read: to ask whether it is there is to read it. */
    @Override
    public boolean containsKey(@Nullable Object name) {
        return member(name) != null;
    }

    /** Makes it safe to share between threads. */
    Map<String, Object> bindAll() {
        Map<String, Object> known = all;
        if (known != null) return known;
        Map<String, Object> each = new LinkedHashMap<>();
        for (int index = 0; index < bound.length; index++) {
            @Nullable Object value = member(index);
            if (value instanceof Failed failed && failed.cause() instanceof NotRead missing) value = missing;
            if (value != null) each.put(struct.member(index).name(), value);
        }
        all = each;
        return each;
    }

    /** What could not be read stands in it as {@link NotRead}. */
    @Override
    public Set<Entry<String, Object>> entrySet() {
        return bindAll().entrySet();
    }

    @Override
    public boolean isEmpty() {
        for (int index = 0; index < bound.length; index++) if (has(index)) return false;
        return true;
    }

    private boolean has(int index) {
        try {
            return member(index) != null;
        } catch (IllegalArgumentException misfit) {
            return true;
        }
    }

    /** What is made of it, once; for one thread. */
    <T> T made(Class<T> type, Function<Members, T> make) {
        if (type.isInstance(made)) return type.cast(made);
        T fresh = make.apply(this);
        made = fresh;
        return fresh;
    }

    int count() {
        return bound.length;
    }

    String name(int index) {
        return struct.member(index).name();
    }

    /** Null also for what could not be read, or does not have its shape. */
    @Nullable
    Object readable(int index) {
        try {
            @Nullable Object value = member(index);
            return value instanceof Failed ? null : value;
        } catch (IllegalArgumentException misfit) {
            return null;
        }
    }
}
