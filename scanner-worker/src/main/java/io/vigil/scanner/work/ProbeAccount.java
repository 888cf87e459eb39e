package io.vigil.scanner.work;

import io.vigil.contracts.AccountProbed;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.ProbeRequested;
import io.vigil.contracts.Region;
import io.vigil.scanner.aws.AwsSessions;
import io.vigil.scanner.aws.Door;
import io.vigil.scanner.aws.Entry;
import io.vigil.scanner.aws.TryActions;
import io.vigil.scanner.aws.TryDoor;
import io.vigil.scanner.collect.Collectors;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Tries an account's door and, behind one that is safe, what its role may do. Reads no resource of the customer. */
@ApplicationScoped
class ProbeAccount {
    private static final Logger LOG = Logger.getLogger(ProbeAccount.class);

    /** Of IAM; a role name goes into an ARN. */
    static final Pattern ROLE_NAME = Pattern.compile("[A-Za-z0-9_+=,.@-]{1,64}");

    private static final Region ANYWHERE = new Region("us-east-1");

    private final TryDoor door;
    private final TryActions actions = new TryActions();
    private final AwsSessions sessions;
    private final WorkerConfig config;
    private final InstantSource clock;

    ProbeAccount(TryDoor door, AwsSessions sessions, WorkerConfig config, InstantSource clock) {
        this.door = door;
        this.sessions = sessions;
        this.config = config;
        this.clock = clock;
    }

    /** @throws InterruptedException when the worker stops */
    AccountProbed probe(ProbeRequested request) throws InterruptedException {
        if (!ROLE_NAME.matcher(request.roleName()).matches())
            return fault(request, "'%s' is no name of a role".formatted(request.roleName()));
        try {
            Door asked = new Door(
                    request.tenant(),
                    request.account(),
                    Optional.of(request.roleName()),
                    Optional.of(request.externalId()));
            TryDoor.Tried tried = door.tryDoor(asked, request.regions());
            boolean goOn = tried.outcome() == ProbeOutcome.ENTERED
                    && !request.operations().isEmpty();
            return answer(request, tried, goOn ? inside(asked, request) : TryActions.Tried.NOTHING);
        } catch (RuntimeException defect) {
            if (Thread.interrupted()) throw new InterruptedException();
            LOG.errorf(defect, "probe %s failed", request.probe());
            return fault(request, "Vigil failed: " + defect.getClass().getSimpleName());
        }
    }

    /** Nothing is called that no collector declares, whatever is asked. */
    private TryActions.Tried inside(Door asked, ProbeRequested request) throws InterruptedException {
        Set<String> declared = Collectors.ALL.operations();
        List<String> operations = request.operations().stream()
                .filter(declared::contains)
                .distinct()
                .toList();
        Region where =
                request.regions().isEmpty() ? ANYWHERE : request.regions().getFirst();
        return switch (sessions.enter(asked)) {
            case Entry.Entered(var session) -> actions.tryActions(session, operations, where);
            case Entry.Refused refused -> TryActions.Tried.NOTHING;
        };
    }

    private AccountProbed answer(ProbeRequested request, TryDoor.Tried tried, TryActions.Tried inside) {
        return new AccountProbed(
                request.tenant(),
                request.account(),
                request.probe(),
                config.name(),
                tried.outcome(),
                tried.words(),
                tried.regionsOff(),
                inside.denied(),
                inside.allowed(),
                inside.untold(),
                clock.instant());
    }

    private AccountProbed fault(ProbeRequested request, String words) {
        return answer(request, new TryDoor.Tried(ProbeOutcome.VIGIL_FAULT, words, List.of()), TryActions.Tried.NOTHING);
    }
}
