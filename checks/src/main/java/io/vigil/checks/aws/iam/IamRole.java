package io.vigil.checks.aws.iam;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.Access;
import io.vigil.checks.policy.TrustFacts;
import java.util.List;
import software.amazon.awssdk.services.iam.model.Role;

/**
 * A role of IAM, also those that AWS services and IAM Identity Center made.
 *
 * @param attached ARNs of managed policies
 * @param access by all policies that count for it
 * @param managementAccounts of the account's organization: one account id, or none
 */
public record IamRole(
        @Itself Role role,
        List<String> attached,
        Read<TrustFacts> trust,
        Read<Access> access,
        Read<List<String>> managementAccounts) {}
