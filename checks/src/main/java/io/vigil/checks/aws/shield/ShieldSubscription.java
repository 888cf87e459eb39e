package io.vigil.checks.aws.shield;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.shield.model.AttackSummary;
import software.amazon.awssdk.services.shield.model.DescribeDrtAccessResponse;
import software.amazon.awssdk.services.shield.model.GetSubscriptionStateResponse;
import software.amazon.awssdk.services.shield.model.Subscription;

/**
 * The account's subscription to Shield Advanced; without one the rest was not asked.
 *
 * @param responseTeam what Shield's response team may do in the account
 * @param attacks those that go on
 */
public record ShieldSubscription(
        @Itself GetSubscriptionStateResponse state,
        Read<Subscription> subscription,
        Read<ShieldContacts> contacts,
        Read<DescribeDrtAccessResponse> responseTeam,
        Read<List<AttackSummary>> attacks) {}
