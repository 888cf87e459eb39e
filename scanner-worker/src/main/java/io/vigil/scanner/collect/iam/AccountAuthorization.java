package io.vigil.scanner.collect.iam;

import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsRequest;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;

/**
 * The widest call of IAM: every user, group and role of the account and every policy that they use, with its document, in
 * a call a thousand.
 */
final class AccountAuthorization {
    static final String OPERATION = "iam:GetAccountAuthorizationDetails";
    private static final int PAGE = 1000;

    private AccountAuthorization() {}

    /** Its pages; asked once a unit, whichever collector comes first. */
    static Listed<GetAccountAuthorizationDetailsResponse> pages(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        IamClient.class,
                        scope.region(),
                        GetAccountAuthorizationDetailsRequest.builder()
                                .filter(
                                        EntityType.USER,
                                        EntityType.GROUP,
                                        EntityType.ROLE,
                                        EntityType.LOCAL_MANAGED_POLICY,
                                        EntityType.AWS_MANAGED_POLICY)
                                .maxItems(PAGE)
                                .build(),
                        IamClient::getAccountAuthorizationDetailsPaginator,
                        List::of);
    }
}
