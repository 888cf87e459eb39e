package io.vigil.scanner.aws;

import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.DeniedAction;
import io.vigil.contracts.Region;
import io.vigil.scanner.EndThreads;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Finds out which operations a session may call, by calling each once for something that does not exist: AWS decides
 * whether somebody may ask before it looks for what was asked. What AWS answers otherwise is told by nobody.
 */
public final class TryActions {
    /** Nobody waits for it, and the first scan goes on beside it. */
    private static final int AT_ONCE = 8;

    /**
     * @param allowed operations that were not denied
     * @param untold operations whose answer tells neither
     */
    public record Tried(List<DeniedAction> denied, int allowed, int untold) {
        public static final Tried NOTHING = new Tried(List.of(), 0, 0);
    }

    private enum Told {
        ALLOWED,
        NEITHER
    }

    private record Answer(Told told, Optional<DeniedAction> denied) {}

    /**
     * @param operations that collectors declare, such as {@code ec2:DescribeVpcs}
     * @param region where what has a region is asked
     * @throws InterruptedException when nobody wants to know any more
     */
    public Tried tryActions(AwsSession session, Collection<String> operations, Region region)
            throws InterruptedException {
        List<DeniedAction> denied = new ArrayList<>();
        int allowed = 0;
        int untold = 0;
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (String operation : operations) answers.add(threads.submit(() -> ask(session, operation, region)));
            try {
                for (Future<Answer> future : answers) {
                    Answer answer = future.get();
                    answer.denied().ifPresent(denied::add);
                    if (answer.denied().isPresent()) continue;
                    if (answer.told() == Told.ALLOWED) allowed++;
                    else untold++;
                }
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof InterruptedException) throw new InterruptedException();
                throw new IllegalStateException("an operation could not be tried", failed.getCause());
            } finally {
                EndThreads.of(threads);
            }
        }
        return new Tried(List.copyOf(denied), allowed, untold);
    }

    private static Answer ask(AwsSession session, String operation, Region region) throws InterruptedException {
        Optional<EmptyCall> call = EmptyCall.of(operation);
        if (call.isEmpty()) return new Answer(Told.NEITHER, Optional.empty());
        try {
            call.get().send(session, region);
            return new Answer(Told.ALLOWED, Optional.empty());
        } catch (RuntimeException failed) {
            Failures.stopIfInterrupted(failed);
            Optional<DeniedAction> denied = Denials.of(operation, IamActions.of(operation), failed);
            boolean lookedForIt = denied.isEmpty() && Denials.lookedForIt(failed);
            return new Answer(lookedForIt ? Told.ALLOWED : Told.NEITHER, denied);
        }
    }
}
