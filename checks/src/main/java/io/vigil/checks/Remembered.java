package io.vigil.checks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was made of a text, for when the same text comes again; bounded, since strangers write the texts. Safe to use
 * from many threads.
 */
public final class Remembered<T> {
    private static final int MAX_CHARS = 1_024;

    private final Map<String, T> known = new ConcurrentHashMap<>();
    private final Function<String, T> make;
    private final int most;

    /** @param most that are kept; with one more all are forgotten */
    public Remembered(Function<String, T> make, int most) {
        this.make = make;
        this.most = most;
    }

    /** Throws what the making throws, each time. */
    public T of(String text) {
        T found = known.get(text);
        if (found != null) return found;
        T made = make.apply(text);
        if (text.length() <= MAX_CHARS) {
            if (known.size() >= most) known.clear();
            known.put(text, made);
        }
        return made;
    }
}
