package io.vigil.reports.subscriptions;

import io.vigil.contracts.TenantId;
import io.vigil.tenancy.mail.MailText;
import org.jdbi.v3.core.Handle;

/**
 * Whom a mail is about.
 *
 * @param name as it may stand in a mail
 * @param slug empty while the tenant is not known here
 */
public record Customer(String name, String slug) {
    private static final int LONGEST_NAME = 100;

    public static Customer of(Handle handle, TenantId tenant) {
        return handle.createQuery("select name, slug from tenant_directory where tenant_id = :tenant")
                .bind("tenant", tenant.value())
                .map((row, context) ->
                        new Customer(MailText.name(row.getString("name"), LONGEST_NAME), row.getString("slug")))
                .findOne()
                .orElse(new Customer("your AWS accounts", ""));
    }
}
