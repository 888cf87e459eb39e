package io.vigil.scanner.aws;

import static io.vigil.contracts.UnitFailed.Cause.ROLE_REFUSED;
import static io.vigil.contracts.UnitFailed.Cause.ROLE_UNSAFE;
import static io.vigil.contracts.UnitFailed.Cause.VIGIL_FAULT;
import static io.vigil.contracts.UnitFailed.Cause.WRONG_ACCOUNT;

import io.vigil.contracts.Region;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;

/**
 * Opens a session in an account: refuses a role that lets in whoever asks, assumes it once per group of services, and
 * makes sure that the session is in the account that was meant.
 */
public final class EnterAccount {
    private static final Duration SESSION = Duration.ofHours(1);
    private static final Duration PROBE = Duration.ofMinutes(15);

    /** The shortest policy that lets nothing through, for sessions that only prove that they can be had. */
    private static final String NOTHING = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";

    /** Errors of AssumeRole that the customer can mend. */
    private static final Set<String> REFUSALS = Set.of("AccessDenied", "AccessDeniedException", "ValidationError");

    private final AwsTransport transport;
    private final AwsCredentialsProvider own;
    private final Region home;
    private final SessionPolicies policies;
    private final Supplier<String> randomExternalId;

    /**
     * @param own credentials of the provider's own principal, which customers' roles trust
     * @param home the region whose STS is asked
     */
    public EnterAccount(AwsTransport transport, AwsCredentialsProvider own, Region home, SessionPolicies policies) {
        this(transport, own, home, policies, () -> "vigil-probe-" + UUID.randomUUID());
    }

    EnterAccount(
            AwsTransport transport,
            AwsCredentialsProvider own,
            Region home,
            SessionPolicies policies,
            Supplier<String> randomExternalId) {
        this.transport = transport;
        this.own = own;
        this.home = home;
        this.policies = policies;
        this.randomExternalId = randomExternalId;
    }

    /**
     * Asks AWS; see {@link AwsSessions} for what is kept.
     *
     * @throws InterruptedException when nobody wants to enter any more; that says nothing of the account
     */
    public Entry enter(Door door) throws InterruptedException {
        try {
            return door.roleName().isEmpty() ? withOwnCredentials(door) : byRole(door);
        } catch (RuntimeException failed) {
            Failures.stopIfInterrupted(failed);
            if (!(failed instanceof SdkException)) throw failed;
            return new Entry.Refused(
                    VIGIL_FAULT, "%s could not be entered: %s".formatted(door, Failures.detail(failed)));
        }
    }

    private Entry withOwnCredentials(Door door) throws InterruptedException {
        Map<String, AwsCredentialsProvider> credentials = new HashMap<>();
        policies.groups().forEach(group -> group.services().forEach(service -> credentials.put(service, own)));
        return verified(door, credentials, own);
    }

    private Entry byRole(Door door) throws InterruptedException {
        StsClient sts = transport.client(StsClient.class, door.account(), home, own);
        Optional<Entry> unsafe = door.externalId().flatMap(right -> refuseUnsafe(sts, door));
        if (unsafe.isPresent()) return unsafe.get();
        Map<String, AwsCredentialsProvider> credentials = new HashMap<>();
        AwsCredentialsProvider any = own;
        int number = 0;
        for (SessionPolicies.Group group : policies.groups()) {
            AssumeRoleRequest request = request(door, door.externalId(), "vigil-scan-" + ++number, SESSION)
                    .policy(group.policy())
                    .build();
            AwsCredentialsProvider renewing = StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(sts)
                    .refreshRequest(request)
                    .build();
            try {
                renewing.resolveCredentials();
            } catch (AwsServiceException refused) {
                if (!REFUSALS.contains(Failures.code(refused))) throw refused;
                return new Entry.Refused(
                        ROLE_REFUSED,
                        "AWS refuses role %s: %s. Check that the role exists and trusts Vigil with this ExternalId."
                                .formatted(door.roleArn(), Failures.detail(refused)));
            }
            any = renewing;
            group.services().forEach(service -> credentials.put(service, renewing));
        }
        return verified(door, credentials, any);
    }

    private Entry verified(
            Door door, Map<String, AwsCredentialsProvider> credentials, AwsCredentialsProvider credentialsOfSession)
            throws InterruptedException {
        credentials.put(AwsService.STS.prefix, credentialsOfSession);
        AwsSession session = new AwsSession(transport, door.account(), credentials);
        return isStillGood(session, door);
    }

    /** Refused unless AWS says that the session acts in the door's account. */
    Entry isStillGood(AwsSession session, Door door) throws InterruptedException {
        try {
            String account =
                    session.client(StsClient.class, home).getCallerIdentity().account();
            if (door.account().value().equals(account)) return new Entry.Entered(session);
            return new Entry.Refused(
                    WRONG_ACCOUNT,
                    "the session is in AWS account %s, not in %s; check the account id of the connection"
                            .formatted(account, door.account()));
        } catch (RuntimeException failed) {
            Failures.stopIfInterrupted(failed);
            if (!(failed instanceof SdkException)) throw failed;
            return new Entry.Refused(
                    VIGIL_FAULT,
                    "%s: the session's identity cannot be read: %s".formatted(door, Failures.detail(failed)));
        }
    }

    private Optional<Entry> refuseUnsafe(StsClient sts, Door door) {
        if (!letsIn(sts, door, Optional.empty()) && !letsIn(sts, door, Optional.of(randomExternalId.get())))
            return Optional.empty();
        return Optional.of(new Entry.Refused(
                ROLE_UNSAFE,
                "role %s can be assumed without the right ExternalId, so others could use Vigil to enter the account. Add the condition sts:ExternalId to its trust policy."
                        .formatted(door.roleArn())));
    }

    private static boolean letsIn(StsClient sts, Door door, Optional<String> externalId) {
        try {
            sts.assumeRole(request(door, externalId, "vigil-probe", PROBE)
                    .policy(NOTHING)
                    .build());
            return true;
        } catch (AwsServiceException refused) {
            if (!REFUSALS.contains(Failures.code(refused))) throw refused;
            return false;
        }
    }

    private static AssumeRoleRequest.Builder request(
            Door door, Optional<String> externalId, String sessionName, Duration life) {
        AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                .roleArn(door.roleArn())
                .roleSessionName(sessionName)
                .durationSeconds(Math.toIntExact(life.toSeconds()));
        externalId.ifPresent(request::externalId);
        return request;
    }
}
