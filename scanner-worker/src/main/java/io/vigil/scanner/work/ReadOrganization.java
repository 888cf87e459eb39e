package io.vigil.scanner.work;

import io.vigil.contracts.OrganizationNodes;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.OrganizationRequested;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.UnitFailed;
import io.vigil.scanner.aws.Door;
import io.vigil.scanner.aws.EnterAccount;
import io.vigil.scanner.aws.Entry;
import io.vigil.scanner.collect.organizations.OrganizationTree;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads the organization of an account through its role, in a session that may do nothing else. */
@ApplicationScoped
class ReadOrganization {
    private static final Logger LOG = Logger.getLogger(ReadOrganization.class);

    private final EnterAccount enter;
    private final WorkerConfig config;
    private final InstantSource clock;

    /** @param enter with a session policy for {@link OrganizationTree#OPERATIONS} */
    ReadOrganization(EnterAccount enter, WorkerConfig config, InstantSource clock) {
        this.enter = enter;
        this.config = config;
        this.clock = clock;
    }

    /**
     * In chunks that each fit into a record.
     *
     * @throws InterruptedException when the worker stops
     */
    List<OrganizationRead> read(OrganizationRequested request) throws InterruptedException {
        return switch (tree(request)) {
            case OrganizationTree.Whole whole -> chunks(request, whole);
            case OrganizationTree.Unknown unknown ->
                List.of(answer(request, unknown, 0, 1, OrganizationNodes.NONE, clock.instant()));
        };
    }

    private OrganizationTree tree(OrganizationRequested request) throws InterruptedException {
        if (!ProbeAccount.ROLE_NAME.matcher(request.roleName()).matches())
            return unknown(ReadingOutcome.FAILED, "'%s' is no name of a role".formatted(request.roleName()));
        try {
            return switch (enter.enter(new Door(
                    request.tenant(),
                    request.account(),
                    Optional.of(request.roleName()),
                    Optional.of(request.externalId())))) {
                case Entry.Entered(var session) -> OrganizationTree.read(session);
                case Entry.Refused(UnitFailed.Cause cause, String message) ->
                    unknown(
                            cause == UnitFailed.Cause.VIGIL_FAULT ? ReadingOutcome.FAILED : ReadingOutcome.REFUSED,
                            message);
            };
        } catch (RuntimeException defect) {
            if (Thread.interrupted()) throw new InterruptedException();
            LOG.errorf(defect, "reading %s of an organization failed", request.reading());
            return unknown(
                    ReadingOutcome.FAILED, "Vigil failed: " + defect.getClass().getSimpleName());
        }
    }

    private static OrganizationTree.Unknown unknown(ReadingOutcome outcome, String words) {
        return new OrganizationTree.Unknown(outcome, words, null, null, null);
    }

    List<OrganizationRead> chunks(OrganizationRequested request, OrganizationTree.Whole whole) {
        List<OrganizationNodes> parts = new ArrayList<>();
        for (int from = 0; from < whole.units().size(); from += OrganizationRead.MAX_NODES)
            parts.add(new OrganizationNodes(part(whole.units(), from), List.of()));
        for (int from = 0; from < whole.members().size(); from += OrganizationRead.MAX_NODES)
            parts.add(new OrganizationNodes(List.of(), part(whole.members(), from)));
        var head =
                new OrganizationTree.Unknown(ReadingOutcome.READ, "", null, whole.organization(), whole.management());
        Instant now = clock.instant();
        List<OrganizationRead> chunks = new ArrayList<>();
        for (OrganizationNodes nodes : parts)
            chunks.add(answer(request, head, chunks.size(), parts.size(), nodes, now));
        return chunks;
    }

    private static <T> List<T> part(List<T> all, int from) {
        return List.copyOf(all.subList(from, Math.min(all.size(), from + OrganizationRead.MAX_NODES)));
    }

    private OrganizationRead answer(
            OrganizationRequested request,
            OrganizationTree.Unknown head,
            int chunk,
            int chunks,
            OrganizationNodes nodes,
            Instant now) {
        return new OrganizationRead(
                request.tenant(),
                request.account(),
                request.reading(),
                config.name(),
                head.outcome(),
                head.words(),
                head.missingAction(),
                head.organization(),
                head.management(),
                chunk,
                chunks,
                nodes,
                now);
    }
}
