package io.vigil.reports.exceptions;

import io.vigil.contracts.ExceptionId;
import io.vigil.contracts.TenantId;
import io.vigil.contracts.Uuids;
import io.vigil.tenancy.AuditTrail;
import io.vigil.tenancy.Caller;
import io.vigil.tenancy.Problem;
import io.vigil.tenancy.Problem.Fault;
import io.vigil.tenancy.TenantTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Asks that findings be accepted until a date; nothing changes until somebody else approves it. */
@ApplicationScoped
public class RequestException {

    /**
     * @param reason why the risk is accepted; lines of text
     * @param control what is done meanwhile so that it can be borne
     * @param endsAt in the future, and no further than the installation allows
     * @param remind mail addresses that are told before the end; without one, those who get the customer's reports
     */
    @Schema(name = "NewException")
    public record Asked(
            @NotNull(message = "is missing") @Valid Scope scope,
            @Nullable String reason,
            @Nullable String control,
            @NotNull(message = "is missing") Instant endsAt,

            @Nullable @Size(max = 10, message = "must be at most 10 addresses")
            List<@NotBlank @Email(message = "must be a mail address") @Size(max = 254) String> remind) {}

    private final TenantTransaction transaction;
    private final CheckScope checkScope;
    private final WakeExceptions wake;
    private final AuditTrail audit;
    private final ExceptionsConfig config;
    private final InstantSource clock;
    private final SecureRandom random;

    RequestException(
            TenantTransaction transaction,
            CheckScope checkScope,
            WakeExceptions wake,
            AuditTrail audit,
            ExceptionsConfig config,
            InstantSource clock,
            SecureRandom random) {
        this.transaction = transaction;
        this.checkScope = checkScope;
        this.wake = wake;
        this.audit = audit;
        this.config = config;
        this.clock = clock;
        this.random = random;
    }

    /** @throws Problem 400 naming what is wrong, 403 for a service account, 409 when there are too many */
    AcceptedRisk request(TenantId tenant, Asked asked, Caller by) {
        if (by.machine())
            throw Problem.forbidden(
                    "a service account asks for no exception: nobody could tell who must not approve it");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AcceptedRisk made = new AcceptedRisk(
                new ExceptionId(Uuids.ofName("exception", random.nextLong(), random.nextLong())),
                AcceptedRisk.State.WAITING,
                asked.scope(),
                Texts.required("reason", asked.reason()),
                Texts.required("control", asked.control()),
                end(asked.endsAt(), now),
                asked.remind() == null
                        ? List.of()
                        : asked.remind().stream().map(String::strip).distinct().toList(),
                AcceptedRisk.Act.of(by, now, null),
                null,
                0,
                null);
        transaction.run(tenant, handle -> {
            checkScope.check(handle, tenant, made.scope());
            keep(handle, tenant, made, by);
        });
        return made;
    }

    private void keep(Handle handle, TenantId tenant, AcceptedRisk made, Caller by) {
        if (ExceptionTable.goingOn(handle, tenant) >= config.most())
            throw Problem.conflict(
                    "there are %d exceptions that wait or are in force, which is the most".formatted(config.most()));
        ExceptionTable.insert(handle, tenant, made);
        audit.append(
                handle,
                tenant,
                by,
                "exception.requested",
                made.id().toString(),
                made.reason(),
                Map.of(
                        "scope",
                        made.scope().said(),
                        "control",
                        made.control(),
                        "endsAt",
                        made.endsAt().toString(),
                        "remind",
                        made.remind()));
        wake.plan(tenant, made);
    }

    private Instant end(Instant asked, Instant now) {
        if (!asked.isAfter(now)) throw malformed("is not in the future");
        // compared before it is cut: a year of ten digits has no place in the database
        if (asked.isAfter(now.plus(config.longest())))
            throw malformed(
                    "is more than %d days away".formatted(config.longest().toDays()));
        return asked.truncatedTo(ChronoUnit.MICROS);
    }

    private static Problem malformed(String message) {
        return Problem.malformed(List.of(Fault.at("endsAt", message)));
    }
}
