package io.vigil.checks.evaluate;

import java.util.AbstractMap;
import org.jspecify.annotations.Nullable;

/** A value whose members are known by its {@link Layout}. */
public abstract class Holder extends AbstractMap<String, Object> {
    private final Layout layout;

    protected Holder(Layout layout) {
        this.layout = layout;
    }

    final Layout layout() {
        return layout;
    }

    /** Null if it has none, {@link Failed} if nobody knows. */
    public abstract @Nullable Object member(int index);

    /** As {@link #member(int)}, for whoever does not know the layout. */
    public final @Nullable Object member(@Nullable Object name) {
        int index = name instanceof String text ? layout.index(text) : Layout.NONE;
        return index == Layout.NONE ? null : member(index);
    }
}
