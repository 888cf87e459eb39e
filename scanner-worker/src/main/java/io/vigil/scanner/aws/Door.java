package io.vigil.scanner.aws;

import io.vigil.contracts.AccountId;
import io.vigil.contracts.TenantId;
import java.util.Optional;

/**
 * How an account is entered.
 *
 * @param tenant for whom; sessions are never shared between tenants
 * @param roleName empty to use the caller's own credentials, which must be of this account
 * @param externalId that the role's trust policy demands
 */
public record Door(TenantId tenant, AccountId account, Optional<String> roleName, Optional<String> externalId) {
    String roleArn() {
        return "arn:aws:iam::%s:role/%s".formatted(account, roleName.orElseThrow());
    }

    @Override
    public String toString() {
        return "account %s of tenant %s".formatted(account, tenant);
    }
}
