package io.vigil.checks.aws.iam;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.User;

/**
 * A user of IAM; root is part of the account.
 *
 * @param credentials of the credential report
 * @param virtualMfaDevices serial numbers of those assigned to the user; hardware and passkeys are not among them
 * @param attached ARNs of managed policies, without those that come by a group
 * @param inlinePolicies names
 * @param access by all policies that count for the user, those of its groups too
 */
public record IamUser(
        @Itself User user,
        Read<UserCredentials> credentials,
        Read<List<String>> virtualMfaDevices,
        List<String> attached,
        List<String> inlinePolicies,
        Read<Access> access) {}
