package io.vigil.scanner.aws;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vigil.contracts.Region;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/**
 * What AWS answered in one unit. Lists, which many join with, stay as long as the unit; of the answers about single
 * resources only the last ones, since nobody asks much later for the same one and there may be millions.
 */
final class Answers {
    static final String LIST = "list";
    private static final int SINGLE_ANSWERS = 10_000;

    /** @param shape of the answer: asking for the same as a list and as one answer are two things */
    record Asked(String operation, String shape, Region endpoint, Object request) {}

    private final Map<Asked, FutureTask<?>> lists = new ConcurrentHashMap<>();
    private final Cache<Asked, FutureTask<?>> singles =
            Caffeine.newBuilder().maximumSize(SINGLE_ANSWERS).build();

    /** The task that asks; whoever runs it first asks AWS. */
    FutureTask<?> of(Asked asked, Callable<?> call) {
        return asked.shape.equals(LIST)
                ? lists.computeIfAbsent(asked, a -> new FutureTask<>(call))
                : singles.get(asked, a -> new FutureTask<>(call));
    }
}
