package io.vigil.checks;

import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/** The functions of the language that search texts and ranges, each within the {@link Allowance} of its judgement. */
final class BoundedText {
    /** Of a text times a word: what the plainest search compares at worst, in a few milliseconds. */
    private static final long MAX_COMPARISONS = 20_000_000;

    private static final int MAX_RANGES = 1_000;

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from("matches", String.class, String.class, BoundedText::matches),
            CelFunctionBinding.from("matches_string", String.class, String.class, BoundedText::matches),
            CelFunctionBinding.from("contains_string", String.class, String.class, BoundedText::contains),
            CelFunctionBinding.from("cidr_covers_internet", List.class, BoundedText::coversInternet));

    private BoundedText() {}

    private static boolean matches(String text, String pattern) {
        Allowance allowance = Allowance.current();
        return allowance.pattern(pattern).matcher(new Watched(text, allowance)).find();
    }

    private static boolean contains(String text, String word) {
        if ((long) text.length() * word.length() > MAX_COMPARISONS)
            throw new Stopped("it was stopped, since it searches a text of %d characters for one of %d"
                    .formatted(text.length(), word.length()));
        return text.contains(word);
    }

    private static boolean coversInternet(List<?> ranges) {
        List<String> texts = Functions.texts(ranges);
        if (texts.size() > MAX_RANGES)
            throw new Stopped("it was stopped, since it adds up %d ranges of addresses; it may %d"
                    .formatted(texts.size(), MAX_RANGES));
        return CidrRanges.coverInternet(texts);
    }

    /** A text that looks at the clock while a pattern walks over it: time grows with the text times the pattern. */
    private static final class Watched implements CharSequence {
        private static final int READS_BETWEEN_LOOKS = 16;

        private final String text;
        private final Allowance allowance;
        private int reads;

        Watched(String text, Allowance allowance) {
            this.text = text;
            this.allowance = allowance;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++reads % READS_BETWEEN_LOOKS == 0) allowance.look();
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
