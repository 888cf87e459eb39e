package io.vigil.checks.aws.account;

import io.vigil.checks.Read;
import java.util.List;
import java.util.Optional;

/**
 * The organization that an account belongs to. What only the management account may see is empty elsewhere.
 *
 * @param membership empty when the account is in no organization ({@code AWSOrganizationsNotInUseException})
 * @param rootFeatures of {@code iam:ListOrganizationsFeatures}, such as {@code RootCredentialsManagement}
 * @param delegatedAdministrators account ids
 * @param serviceControlPolicies without those that AWS wrote
 */
public record AccountOrganization(
        Read<Optional<OrganizationMembership>> membership,
        Read<Optional<List<String>>> rootFeatures,
        Read<Optional<List<String>>> delegatedAdministrators,
        Read<Optional<List<ServiceControlPolicy>>> serviceControlPolicies) {}
