package io.vigil.scanner.collect.account;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.account.AccountMonitoring;
import io.vigil.checks.aws.account.AwsAccount;
import io.vigil.checks.aws.account.RootUser;
import io.vigil.contracts.Unread;
import io.vigil.contracts.UnreadReason;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import io.vigil.scanner.collect.iam.IdentityFacts;
import io.vigil.scanner.collect.organizations.OrganizationFacts;
import io.vigil.scanner.collect.s3.AccountPublicAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.account.AccountClient;
import software.amazon.awssdk.services.account.model.AlternateContactType;
import software.amazon.awssdk.services.account.model.GetAlternateContactRequest;
import software.amazon.awssdk.services.account.model.GetContactInformationRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetAccountPasswordPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryRequest;
import software.amazon.awssdk.services.iam.model.GetAccountSummaryResponse;
import software.amazon.awssdk.services.iam.model.PasswordPolicy;
import software.amazon.awssdk.services.shield.ShieldClient;
import software.amazon.awssdk.services.shield.model.GetSubscriptionStateRequest;

/** The account itself, with what it is judged by as a whole; there is always exactly one. */
public final class Accounts implements Collector<AwsAccount> {
    private static final List<String> ROOT_MEMBERS = List.of("AccountAccessKeysPresent", "AccountMFAEnabled");

    @Override
    public ResourceType<AwsAccount> type() {
        return ResourceTypes.ACCOUNT;
    }

    @Override
    public Set<String> operations() {
        return Stream.concat(
                        Stream.of(
                                "iam:GetAccountSummary",
                                "iam:GetAccountPasswordPolicy",
                                "account:GetAlternateContact",
                                "account:GetContactInformation",
                                OptInRegions.OPERATION,
                                AccountPublicAccess.OPERATION,
                                "shield:GetSubscriptionState"),
                        Stream.of(
                                        RegionFacts.OPERATIONS,
                                        IdentityFacts.OPERATIONS,
                                        OrganizationFacts.OPERATIONS,
                                        TrailWatches.OPERATIONS,
                                        Aggregation.OPERATIONS)
                                .flatMap(Set::stream))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<AwsAccount> sink) throws InterruptedException {
        AwsAccount account = new AwsAccount(
                scope.account().value(),
                root(scope),
                passwordPolicy(scope),
                securityContact(scope),
                contact(scope),
                OptInRegions.of(scope),
                AccountPublicAccess.read(scope),
                scope.calls()
                        .get(
                                ShieldClient.class,
                                scope.region(),
                                GetSubscriptionStateRequest.builder().build(),
                                ShieldClient::getSubscriptionState),
                new AccountMonitoring(TrailWatches.of(scope), Aggregation.aggregators(scope), Aggregation.duty(scope)),
                scope.each(scope.regions(), region -> RegionFacts.of(scope, region)),
                IdentityFacts.of(scope),
                OrganizationFacts.of(scope));
        sink.accept(new Resource<>(type(), scope.region(), account.id(), "Account " + account.id(), Map.of(), account));
        return ListEnd.REACHED;
    }

    private static Read<RootUser> root(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .get(
                        IamClient.class,
                        scope.region(),
                        GetAccountSummaryRequest.builder().build(),
                        IamClient::getAccountSummary)
                .map(GetAccountSummaryResponse::summaryMapAsStrings)
                .flatMap(Accounts::root);
    }

    /** Where nothing is told of the password there is one: AWS tells of it since it lets root be without. */
    static Read<RootUser> root(Map<String, Integer> summary) {
        if (!summary.keySet().containsAll(ROOT_MEMBERS))
            return Read.missing(new Unread(
                    UnreadReason.MALFORMED,
                    "iam:GetAccountSummary",
                    null,
                    "the account's summary does not tell all of " + ROOT_MEMBERS));
        return Read.known(new RootUser(
                summary.getOrDefault("AccountPasswordPresent", 1) > 0,
                summary.getOrDefault("AccountAccessKeysPresent", 0) > 0,
                summary.getOrDefault("AccountMFAEnabled", 0) > 0));
    }

    private static Read<Optional<PasswordPolicy>> passwordPolicy(UnitScope scope) throws InterruptedException {
        Read<Optional<GetAccountPasswordPolicyResponse>> policy = scope.calls()
                .find(
                        IamClient.class,
                        scope.region(),
                        GetAccountPasswordPolicyRequest.builder().build(),
                        IamClient::getAccountPasswordPolicy,
                        Set.of("NoSuchEntity"));
        return ReadParts.toldIfAny(
                "iam:GetAccountPasswordPolicy", policy, GetAccountPasswordPolicyResponse::passwordPolicy);
    }

    private static Read<Boolean> securityContact(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .find(
                        AccountClient.class,
                        scope.region(),
                        GetAlternateContactRequest.builder()
                                .alternateContactType(AlternateContactType.SECURITY)
                                .build(),
                        AccountClient::getAlternateContact,
                        Set.of("ResourceNotFoundException"))
                .map(Optional::isPresent);
    }

    private static Read<Boolean> contact(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .find(
                        AccountClient.class,
                        scope.region(),
                        GetContactInformationRequest.builder().build(),
                        AccountClient::getContactInformation,
                        Set.of("ResourceNotFoundException"))
                .map(Optional::isPresent);
    }
}
