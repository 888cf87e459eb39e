package io.vigil.scanner.aws;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.ProbeOutcome;
import io.vigil.contracts.Region;
import io.vigil.scanner.EndThreads;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * Tries the door of an account without going in: with the right ExternalId, without one, and with another one. All three
 * are tried each time, since only the two refusals together with the one admission make a door that is safe to use.
 */
public final class TryDoor {
    /** The shortest session that AWS gives, and one that may do nothing. */
    private static final Duration SESSION = Duration.ofMinutes(15);

    private static final String NOTHING = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}""";

    private static final int OTHER_BYTES = 32;

    /**
     * @param words AWS's own
     * @param regionsOff regions that do not know the account; looked at only behind a door that let us in
     */
    public record Tried(ProbeOutcome outcome, String words, List<Region> regionsOff) {
        static Tried of(ProbeOutcome outcome, String words) {
            return new Tried(outcome, words, List.of());
        }
    }

    private sealed interface Answer {
        record LetIn(AssumeRoleResponse session) implements Answer {}

        record Refused(String words) implements Answer {}

        /** Neither; nothing follows from it. */
        record Unclear(ProbeOutcome why, String words) implements Answer {}
    }

    private final AwsTransport transport;
    private final AwsCredentialsProvider own;
    private final Region home;
    private final Supplier<String> otherExternalId;

    /**
     * @param own credentials of the provider's own principal, which customers' roles trust
     * @param home the region whose STS is asked
     */
    public TryDoor(AwsTransport transport, AwsCredentialsProvider own, Region home) {
        this(transport, own, home, () -> other(new SecureRandom()));
    }

    TryDoor(AwsTransport transport, AwsCredentialsProvider own, Region home, Supplier<String> otherExternalId) {
        this.transport = transport;
        this.own = own;
        this.home = home;
        this.otherExternalId = otherExternalId;
    }

    /** Of the same form as a right one, so that a condition on the form alone is seen. */
    private static String other(SecureRandom random) {
        byte[] bytes = new byte[OTHER_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** @throws InterruptedException when nobody wants to know any more */
    public Tried tryDoor(Door door, List<Region> regions) throws InterruptedException {
        StsClient sts = transport.client(StsClient.class, door.account(), home, own);
        Answer without = ask(sts, door, Optional.empty());
        Answer withOther = ask(sts, door, Optional.of(otherExternalId.get()));
        if (without instanceof Answer.LetIn) return unsafe("without any ExternalId");
        if (withOther instanceof Answer.LetIn) return unsafe("with an ExternalId that was drawn at random");
        if (without instanceof Answer.Unclear(ProbeOutcome why, String words)) return Tried.of(why, words);
        if (withOther instanceof Answer.Unclear(ProbeOutcome why, String words)) return Tried.of(why, words);
        return switch (ask(sts, door, door.externalId())) {
            case Answer.Unclear(ProbeOutcome why, String words) -> Tried.of(why, words);
            case Answer.Refused(String words) -> refused(sts, door, words);
            case Answer.LetIn(AssumeRoleResponse session) -> verified(door, session, regions);
        };
    }

    private static Tried unsafe(String how) {
        return Tried.of(ProbeOutcome.UNSAFE, "AWS gave a session of the role " + how);
    }

    /** Also that of our own account, where no role is ever made for us. */
    private Tried refused(StsClient sts, Door door, String words) throws InterruptedException {
        try {
            String provider = sts.getCallerIdentity().account();
            if (door.account().value().equals(provider))
                return Tried.of(ProbeOutcome.OWN_ACCOUNT, "AWS account %s is the provider's own".formatted(provider));
        } catch (RuntimeException unknown) {
            stopUnlessOfAws(unknown);
        }
        return Tried.of(ProbeOutcome.REFUSED, words);
    }

    private Tried verified(Door door, AssumeRoleResponse session, List<Region> regions) throws InterruptedException {
        AwsCredentialsProvider credentials = StaticCredentialsProvider.create(AwsSessionCredentials.create(
                session.credentials().accessKeyId(),
                session.credentials().secretAccessKey(),
                session.credentials().sessionToken()));
        StsClient inside = transport.client(StsClient.class, door.account(), home, credentials);
        try {
            var identity = inside.getCallerIdentity();
            String expected = "arn:aws:sts::%s:assumed-role/%s/"
                    .formatted(door.account(), door.roleName().orElseThrow());
            if (!door.account().value().equals(identity.account())
                    || !String.valueOf(identity.arn()).startsWith(expected)
                    || !String.valueOf(session.assumedRoleUser().arn()).startsWith(expected))
                return Tried.of(
                        ProbeOutcome.WRONG_ACCOUNT,
                        "the session is %s in AWS account %s".formatted(identity.arn(), identity.account()));
        } catch (RuntimeException failed) {
            stopUnlessOfAws(failed);
            return Tried.of(StsFailures.outcome(failed), Failures.detail(failed));
        }
        return new Tried(ProbeOutcome.ENTERED, "", regionsOff(door.account(), credentials, regions));
    }

    private List<Region> regionsOff(AccountId account, AwsCredentialsProvider credentials, List<Region> regions)
            throws InterruptedException {
        List<Region> off = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> known = new ArrayList<>();
            for (Region region : regions) known.add(threads.submit(() -> isOff(account, credentials, region)));
            try {
                for (int i = 0; i < regions.size(); i++) if (known.get(i).get()) off.add(regions.get(i));
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof InterruptedException) throw new InterruptedException();
                throw new IllegalStateException("a region could not be tried", failed.getCause());
            } finally {
                EndThreads.of(threads);
            }
        }
        return off;
    }

    /** A region whose STS alone is off still knows the account; one that is not enabled knows nobody of it. */
    private boolean isOff(AccountId account, AwsCredentialsProvider credentials, Region region)
            throws InterruptedException {
        try {
            transport.client(StsClient.class, account, region, credentials).getCallerIdentity();
            return false;
        } catch (RuntimeException failed) {
            stopUnlessOfAws(failed);
            return StsFailures.isRegionOff(failed);
        }
    }

    /** What neither AWS nor the way to it said is a defect of ours. */
    private static void stopUnlessOfAws(RuntimeException failed) throws InterruptedException {
        Failures.stopIfInterrupted(failed);
        if (!(failed instanceof SdkException) && Retrying.caused(failed, NotAnAwsAnswer.class) == null) throw failed;
    }

    private static Answer ask(StsClient sts, Door door, Optional<String> externalId) throws InterruptedException {
        AssumeRoleRequest.Builder request = AssumeRoleRequest.builder()
                .roleArn(door.roleArn())
                .roleSessionName("vigil-probe")
                .durationSeconds(Math.toIntExact(SESSION.toSeconds()))
                .policy(NOTHING);
        externalId.ifPresent(request::externalId);
        try {
            return new Answer.LetIn(sts.assumeRole(request.build()));
        } catch (RuntimeException failed) {
            stopUnlessOfAws(failed);
            ProbeOutcome outcome = StsFailures.outcome(failed);
            String words = Failures.detail(failed);
            return outcome == ProbeOutcome.REFUSED ? new Answer.Refused(words) : new Answer.Unclear(outcome, words);
        }
    }
}
