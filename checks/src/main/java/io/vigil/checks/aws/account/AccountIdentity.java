package io.vigil.checks.aws.account;

import io.vigil.checks.Read;
import io.vigil.checks.aws.iam.UserCredentials;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.SAMLProviderListEntry;

/**
 * What IAM tells of an account as a whole.
 *
 * @param rootUse root's row of the credential report
 * @param rootVirtualMfaDevices serial numbers of root's virtual MFA devices
 * @param awsPolicies AWS's managed policies that somebody holds
 * @param scannerRole empty when the account is read with credentials of no role
 */
public record AccountIdentity(
        Read<UserCredentials> rootUse,
        Read<List<String>> rootVirtualMfaDevices,
        Read<List<SAMLProviderListEntry>> samlProviders,
        Read<List<HeldAwsPolicy>> awsPolicies,
        Read<Optional<ScannerRole>> scannerRole) {}
