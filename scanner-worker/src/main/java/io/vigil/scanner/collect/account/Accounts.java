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
import io.vigil.scanner.collect.organizations.Membership;
import io.vigil.scanner.collect.organizations.OrganizationFacts;
import io.vigil.scanner.collect.s3.AccountPublicAccess;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import software.amazon.awssdk.services.shield.model.GetSubscriptionStateResponse;

/** The account itself, with what it is judged by as a whole; there is always exactly one. */
public final class Accounts implements Collector<AwsAccount> {
    private static final String SUMMARY = "iam:GetAccountSummary";
    private static final String PASSWORD_POLICY = "iam:GetAccountPasswordPolicy";
    private static final String SECURITY_CONTACT = "account:GetAlternateContact";
    private static final String CONTACT = "account:GetContactInformation";
    private static final String SHIELD = "shield:GetSubscriptionState";

    private static final List<String> ROOT_MEMBERS = List.of("AccountAccessKeysPresent", "AccountMFAEnabled");

    @Override
    public ResourceType<AwsAccount> type() {
        return ResourceTypes.ACCOUNT;
    }

    @Override
    public Set<String> operations() {
        return operationsByPart().values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<String, Set<String>> operationsByPart() {
        Map<String, Set<String>> parts = new TreeMap<>();
        parts.put("root", Set.of(SUMMARY));
        parts.put("passwordPolicy", Set.of(PASSWORD_POLICY));
        parts.put("securityContactRegistered", Set.of(SECURITY_CONTACT));
        parts.put("contactRegistered", Set.of(CONTACT));
        parts.put("optInRegions", Set.of(OptInRegions.OPERATION));
        parts.put("s3PublicAccessBlock", Set.of(AccountPublicAccess.OPERATION));
        parts.put("shield", Set.of(SHIELD));
        parts.put("monitoring.trailWatches", TrailWatches.OPERATIONS);
        parts.put("monitoring.organizationAggregators", Set.of(Aggregation.AGGREGATORS));
        parts.put("monitoring.aggregation", Aggregation.OF_DUTY);
        RegionFacts.OPERATIONS.forEach((part, operations) -> parts.put("regions." + part, operations));
        IdentityFacts.OPERATIONS.forEach((part, operations) -> parts.put("identity." + part, operations));
        OrganizationFacts.OPERATIONS.forEach((part, operations) -> parts.put("organization." + part, operations));
        return parts;
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<AwsAccount> sink) throws InterruptedException {
        AwsAccount account = new AwsAccount(
                scope.account().value(),
                scope.part("root", SUMMARY, () -> root(scope)),
                scope.part("passwordPolicy", PASSWORD_POLICY, () -> passwordPolicy(scope)),
                scope.part("securityContactRegistered", SECURITY_CONTACT, () -> securityContact(scope)),
                scope.part("contactRegistered", CONTACT, () -> contact(scope)),
                scope.part("optInRegions", OptInRegions.OPERATION, () -> OptInRegions.of(scope)),
                scope.part("s3PublicAccessBlock", AccountPublicAccess.OPERATION, () -> AccountPublicAccess.read(scope)),
                scope.part("shield", SHIELD, () -> shield(scope)),
                new AccountMonitoring(
                        scope.part(
                                "monitoring.trailWatches", "cloudtrail:DescribeTrails", () -> TrailWatches.of(scope)),
                        scope.part(
                                "monitoring.organizationAggregators",
                                Aggregation.AGGREGATORS,
                                () -> Aggregation.aggregators(scope)),
                        scope.part("monitoring.aggregation", Membership.OPERATION, () -> Aggregation.duty(scope))),
                scope.each(scope.regions(), region -> RegionFacts.of(scope, region)),
                IdentityFacts.of(scope),
                OrganizationFacts.of(scope));
        sink.accept(new Resource<>(type(), scope.region(), account.id(), "Account " + account.id(), Map.of(), account));
        return ListEnd.REACHED;
    }

    private static Read<GetSubscriptionStateResponse> shield(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .get(
                        ShieldClient.class,
                        scope.region(),
                        GetSubscriptionStateRequest.builder().build(),
                        ShieldClient::getSubscriptionState);
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
