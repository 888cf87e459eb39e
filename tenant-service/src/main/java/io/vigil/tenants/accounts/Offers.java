package io.vigil.tenants.accounts;

import io.vigil.contracts.AccountId;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the account's owner can make the role.
 *
 * @param principal who assumes it
 * @param quickCreate opens the console with everything filled in; absent where the provider has published no template
 * @param offers each in one file
 * @param documents trust policy and permissions, for whoever makes the role by other means
 */
record Offers(
        AccountId account,
        String roleName,
        String roleArn,
        String principal,
        String externalId,
        @Nullable URI quickCreate,
        List<Offer> offers,
        List<Document> documents) {

    /** @param format by which {@code GET …/role} downloads it */
    record Offer(String format, String file, String type, String text) {}

    record Document(String file, String text) {}
}
