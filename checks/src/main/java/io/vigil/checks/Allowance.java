package io.vigil.checks;

import com.google.re2j.Pattern;
import com.sun.management.ThreadMXBean;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.runtime.CelEvaluationListener;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one judgement of a tenant's own check may use: 50 ms and 16 MB for its facts, conditions, message and evidence
 * together. Every step of the evaluation is counted, and once it is used up each further step stops again.
 */
final class Allowance implements CelEvaluationListener {
    /** Of the clock on the wall; less than is promised, so that the step under way ends within the promise. */
    static final Duration TIME = Duration.ofMillis(40);

    /** What takes longer between two looks was not the check's: no step does, so the machine stood still. */
    private static final Duration LONGEST_STEP = Duration.ofMillis(10);

    static final long BYTES = 16L * 1024 * 1024;

    /** What a step leaves behind at most, beside the texts and lists that it makes. */
    private static final int BYTES_PER_STEP = 64;

    private static final int STEPS_BETWEEN_LOOKS = 4;
    private static final int STEPS_BETWEEN_COUNTS = 64;
    private static final ThreadLocal<@Nullable Allowance> CURRENT = new ThreadLocal<>();
    private static final @Nullable ThreadMXBean THREADS =
            ManagementFactory.getThreadMXBean() instanceof ThreadMXBean known ? known : null;

    private final LongSupplier nanos;
    private final long bytes;
    private final long allocatedBefore;
    private final Map<String, Pattern> patterns = new HashMap<>();
    private long lookedAt;
    private long spent;
    private long steps;
    private long made;
    private @Nullable String usedUp;

    Allowance() {
        this(System::nanoTime, BYTES);
    }

    /** @param nanos a clock, of which only differences count */
    Allowance(LongSupplier nanos, long bytes) {
        this.nanos = nanos;
        this.bytes = bytes;
        this.lookedAt = nanos.getAsLong();
        this.allocatedBefore = allocated();
    }

    /** Lets the functions of the language find it. */
    <T> T during(Supplier<T> work) {
        @Nullable Allowance outer = CURRENT.get();
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    static Allowance current() {
        Allowance known = CURRENT.get();
        return known == null ? new Allowance() : known;
    }

    boolean isUsedUp() {
        return usedUp != null;
    }

    @Override
    public void callback(CelExpr step, Object value) {
        steps++;
        made += BYTES_PER_STEP;
        if (step.getKind() == Kind.CALL && value instanceof String text) made += 2L * text.length();
        if (step.getKind() == Kind.LIST && value instanceof List<?> list) made += 8L * list.size();
        if (usedUp != null || steps % STEPS_BETWEEN_LOOKS == 0) look();
    }

    /** @throws Stopped if nothing is left */
    void look() {
        long now = nanos.getAsLong();
        spent += Math.min(now - lookedAt, LONGEST_STEP.toNanos());
        lookedAt = now;
        if (usedUp == null) {
            if (made > bytes || steps % STEPS_BETWEEN_COUNTS == 0 && allocated() - allocatedBefore > bytes)
                usedUp = "it was stopped, since it takes more memory than the %d KiB it may".formatted(bytes / 1024);
            else if (spent > TIME.toNanos()) usedUp = "it was stopped, since it takes longer than the 50 ms it may";
        }
        if (usedUp != null) throw new Stopped(usedUp);
    }

    Pattern pattern(String text) {
        return patterns.computeIfAbsent(text, Pattern::compile);
    }

    /** By this thread; stands still where the machine does not count it, as for virtual threads. */
    private static long allocated() {
        return THREADS == null ? 0 : Math.max(0, THREADS.getCurrentThreadAllocatedBytes());
    }
}
