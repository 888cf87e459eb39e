package io.vigil.reports.subscriptions;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.EventJson;
import io.vigil.contracts.TenantId;
import io.vigil.reports.kinds.ReportAsk;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;

/**
 * Tells whether two reports would hold the same: findings with what was last said of them, accounts, and the packs by which
 * they are judged. Of findings a sum is taken, which needs no order; when they were looked at does not count.
 */
final class Fingerprint {
    private Fingerprint() {}

    /** @param ask of another report, or of one account alone, the same state is another report */
    static String of(Handle handle, TenantId tenant, ReportAsk ask) {
        String state = handle.createQuery("""
                        select concat_ws(E'\\n',
                          (select concat(count(*), ' ', sum(hashtextextended(concat_ws('|', finding_id, status, state, resolution,
                              severity, owner, excepted_by, decided_out, reason, message), 0)::numeric))
                            from finding where tenant_id = :tenant and (:account::text is null or account = :account)),
                          (select string_agg(concat_ws('|', account, name, connected), ',' order by account)
                            from account where tenant_id = :tenant),
                          (select string_agg(digest, ',') from pack where tenant_id = :tenant),
                          (select string_agg(account || digest, ',' order by account) from account_pack where tenant_id = :tenant))
                        """)
                .bind("tenant", tenant.value())
                .bind("account", ask.account().map(AccountId::value).orElse(null))
                .mapTo(String.class)
                .one();
        String said = ask.isPlain() ? state : ask.words() + "\n" + state;
        return EventJson.digestOf(said.getBytes(StandardCharsets.UTF_8));
    }
}
