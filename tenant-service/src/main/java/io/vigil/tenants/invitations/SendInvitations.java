package io.vigil.tenants.invitations;

import io.quarkus.scheduler.Scheduled;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.PlatformTransaction;
import io.vigil.tenancy.TenantErased;
import io.vigil.tenancy.TenantTransaction;
import io.vigil.tenants.invitations.Invitation.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Sends the mails that are due. The link's secret is drawn here, and its digest kept before the mail goes out: of two
 * attempts the later one's link is good, and no secret lies anywhere.
 */
@ApplicationScoped
class SendInvitations {
    private static final Logger LOG = Logger.getLogger(SendInvitations.class);
    private static final int SECRET_BYTES = 32;
    private static final int BATCH = 50;
    private static final int MOST_DOUBLINGS = 10;

    /** Longer than a mail server takes; then another replica may try. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final PlatformTransaction platform;
    private final TenantTransaction transaction;
    private final InvitationMail mail;
    private final InvitationsConfig config;
    private final SecureRandom random;
    private final InstantSource clock;

    SendInvitations(
            PlatformTransaction platform,
            TenantTransaction transaction,
            InvitationMail mail,
            InvitationsConfig config,
            SecureRandom random,
            InstantSource clock) {
        this.platform = platform;
        this.transaction = transaction;
        this.mail = mail;
        this.config = config;
        this.random = random;
        this.clock = clock;
    }

    @Scheduled(every = "${vigil.invitations.poll:PT2S}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void round() {
        Instant now = clock.instant();
        List<InvitationMails.Due> taken =
                platform.call(handle -> InvitationMails.takeDue(handle, now, now.plus(LEASE), BATCH));
        for (InvitationMails.Due due : taken) {
            try {
                // one that is over in the meantime needs no mail
                transaction.call(due.tenant(), handle -> write(handle, due)).ifPresent(mail::send);
                sent(due);
            } catch (TenantErased gone) {
                LOG.infof("an invitation is not sent: %s", gone.getMessage());
            } catch (RuntimeException failed) {
                // what a mail server says names the address
                LOG.warnf(
                        "an invitation was not sent tenant=%s: %s",
                        due.tenant(), failed.getClass().getSimpleName());
                failed(due);
            }
        }
        if (!taken.isEmpty()) platform.run(handle -> InvitationMails.forgetOld(handle, now));
    }

    private Optional<InvitationMail.Invited> write(Handle handle, InvitationMails.Due due) {
        TenantId tenant = due.tenant();
        return InvitationTable.lock(handle, tenant, due.invitation(), clock.instant())
                .map(InvitationTable.Kept::shown)
                .filter(invitation -> invitation.state() == State.OPEN)
                .map(invitation -> {
                    String secret = secret();
                    String link = mail.link(secret)
                            .orElseThrow(() -> new IllegalStateException("vigil.portal.url is not configured"));
                    InvitationTable.link(handle, tenant, invitation.id(), digest(secret));
                    return new InvitationMail.Invited(
                            due.mail(),
                            invitation.email(),
                            name(handle, tenant),
                            invitation.invitedBy(),
                            invitation.role().name().toLowerCase(java.util.Locale.ROOT),
                            invitation.expiresAt(),
                            link);
                });
    }

    private void sent(InvitationMails.Due due) {
        transaction.run(due.tenant(), handle -> {
            InvitationMails.settle(handle, due.mail(), /* again */ null);
            InvitationTable.mailed(handle, due.tenant(), due.invitation(), clock.instant(), "");
        });
    }

    private void failed(InvitationMails.Due due) {
        boolean last = due.attempts() >= config.attempts();
        Instant again = clock.instant()
                .plus(config.firstPause().multipliedBy(1L << Math.min(due.attempts() - 1, MOST_DOUBLINGS)));
        transaction.run(due.tenant(), handle -> {
            InvitationMails.settle(handle, due.mail(), last ? null : again);
            InvitationTable.mailed(
                    handle,
                    due.tenant(),
                    due.invitation(),
                    /* sentAt */ null,
                    last
                            ? "the mail server did not take it; send it again"
                            : "the mail server does not take it; it is tried again");
        });
    }

    private static String name(Handle handle, TenantId tenant) {
        return handle.createQuery("select name from tenant where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .mapTo(String.class)
                .one();
    }

    private String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** As the gateway makes it of the link. */
    static String digest(String secret) {
        return EventJson.digestOf(secret.getBytes(StandardCharsets.UTF_8));
    }
}
