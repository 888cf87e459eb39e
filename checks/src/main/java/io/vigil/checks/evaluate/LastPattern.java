package io.vigil.checks.evaluate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Matches texts with a pattern that is not written out, such as a parameter's: it is mostly the one of the last time. */
final class LastPattern implements Shortcuts.OfTwo {
    private volatile @Nullable Pattern last;

    @Override
    public @Nullable Object of(Object left, Object right) {
        if (!(left instanceof String text && right instanceof String wanted)) return null;
        @Nullable Pattern pattern = last;
        if (pattern == null || !pattern.pattern().equals(wanted)) {
            try {
                pattern = Pattern.compile(wanted);
            } catch (PatternSyntaxException wrong) {
                return null;
            }
            last = pattern;
        }
        return pattern.matcher(text).find();
    }
}
