package io.vigil.checks.aws.account;

import io.vigil.checks.Read;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;
import software.amazon.awssdk.services.s3control.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.shield.model.GetSubscriptionStateResponse;

/**
 * An account, with what it is judged by as a whole.
 *
 * @param id twelve digits
 * @param root from {@code iam:GetAccountSummary}
 * @param passwordPolicy empty when the account has none ({@code NoSuchEntity})
 * @param securityContactRegistered whether {@code account:GetAlternateContact} has a SECURITY contact; the person is not
 *     kept
 * @param contactRegistered whether {@code account:GetContactInformation} knows an address; it is not kept
 * @param optInRegions those of {@code account:ListRegions} that somebody switched on
 * @param s3PublicAccessBlock empty when the account has none ({@code NoSuchPublicAccessBlockConfiguration})
 * @param shield Shield Advanced's subscription state
 * @param monitoring who is told of what happens in it
 * @param regions every region that is judged, never empty: an empty list would pass whatever asks for all of them
 */
public record AwsAccount(
        String id,
        Read<RootUser> root,
        Read<Optional<PasswordPolicy>> passwordPolicy,
        Read<Boolean> securityContactRegistered,
        Read<Boolean> contactRegistered,
        Read<List<String>> optInRegions,
        Read<Optional<PublicAccessBlockConfiguration>> s3PublicAccessBlock,
        Read<GetSubscriptionStateResponse> shield,
        AccountMonitoring monitoring,
        List<AccountRegion> regions,
        AccountIdentity identity,
        AccountOrganization organization) {
    public AwsAccount {
        if (regions.isEmpty()) throw new IllegalArgumentException("account %s has no region".formatted(id));
        regions = List.copyOf(regions);
    }
}
