package io.vigil.checks.aws.securityhub;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.securityhub.model.DescribeHubResponse;
import software.amazon.awssdk.services.securityhub.model.Invitation;
import software.amazon.awssdk.services.securityhub.model.StandardsSubscription;

/**
 * A region's Security Hub; where it is not enabled there is none.
 *
 * @param administrator the account that manages it; empty when it has none
 * @param administersOthers whether it manages other accounts itself
 */
public record SecurityHubRegion(
        @Itself DescribeHubResponse hub,
        Read<List<StandardsSubscription>> standards,
        Read<Optional<Invitation>> administrator,
        Read<Boolean> administersOthers) {}
