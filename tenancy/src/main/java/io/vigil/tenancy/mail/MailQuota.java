package io.vigil.tenancy.mail;

import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.tenancy.Problem;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * How many mails to strangers a tenant may cause in an hour, and an address may get in a day from whomever: else anybody
 * with a workspace could have us pester people.
 *
 * @param table where each mail is a row with {@code tenant_id}, {@code address_digest} and {@code asked_at}; a platform table
 */
public record MailQuota(String table, int perTenant, int perAddress) {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** What is older counts for nothing. */
    public static final Duration COUNTED = DAY.multipliedBy(2);

    /** By which an address is counted, so that it need not be kept. */
    public static String digest(String address) {
        return EventJson.digestOf(address.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Two that ask at once for the same address follow each other until the end of their transactions.
     *
     * @throws Problem 429, with when to try again
     */
    public void demand(Handle handle, TenantId tenant, String digest, Instant now) {
        handle.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", table + " " + digest);
        demand(handle, "tenant_id", tenant.value(), now, HOUR, perTenant, "people of this tenant");
        demand(handle, "address_digest", digest, now, DAY, perAddress, "this address");
    }

    private void demand(Handle handle, String column, Object key, Instant now, Duration within, int most, String whom) {
        Optional<Instant> first = handle.createQuery("""
                        select asked_at from %s where %s = :key and asked_at > :since
                        order by asked_at desc offset :most limit 1
                        """.formatted(table, column))
                .bind("key", key)
                .bind("since", now.minus(within))
                .bind("most", most - 1)
                .mapTo(Instant.class)
                .findOne();
        if (first.isEmpty()) return;
        throw Problem.tooMany(
                "%s got %d such mails already, which is the most in %d hours".formatted(whom, most, within.toHours()),
                Duration.between(now, first.get().plus(within)));
    }
}
