package io.vigil.scanner.collect.organizations;

import io.vigil.checks.Read;
import io.vigil.checks.iam.IamActions;
import io.vigil.contracts.AccountId;
import io.vigil.contracts.OrganizationNodes.Member;
import io.vigil.contracts.OrganizationNodes.Unit;
import io.vigil.contracts.OrganizationRead;
import io.vigil.contracts.ReadingOutcome;
import io.vigil.contracts.Region;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.AwsCalls;
import io.vigil.scanner.aws.AwsSession;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.collect.organizations.OrganizationTree.Unknown;
import io.vigil.scanner.collect.organizations.OrganizationTree.Whole;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationRequest;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentRequest;
import software.amazon.awssdk.services.organizations.model.ListAccountsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentRequest;
import software.amazon.awssdk.services.organizations.model.ListOrganizationalUnitsForParentResponse;
import software.amazon.awssdk.services.organizations.model.ListRootsRequest;
import software.amazon.awssdk.services.organizations.model.ListRootsResponse;
import software.amazon.awssdk.services.organizations.model.Organization;

/** Goes through an organization from its root, unit by unit. One list that is not read to its end leaves all unknown. */
final class ReadTree {
    private static final Region HOME = new Region("us-east-1");
    private static final Set<String> IN_NONE = Set.of("AWSOrganizationsNotInUseException");

    /** The most that AWS gives; it may give fewer and go on. */
    private static final int PAGE = 20;

    private final AwsCalls calls;
    private final AccountId account;
    private final Map<String, Unit> units = new LinkedHashMap<>();

    /** One that moves while it is read may be met twice. */
    private final Map<AccountId, Member> members = new LinkedHashMap<>();

    ReadTree(AwsSession session) {
        this.calls = new AwsCalls(session, IamActions::of).declaring(OrganizationTree.OPERATIONS);
        this.account = session.account();
    }

    OrganizationTree read() throws InterruptedException {
        Read<Optional<DescribeOrganizationResponse>> described = calls.find(
                OrganizationsClient.class,
                HOME,
                DescribeOrganizationRequest.builder().build(),
                OrganizationsClient::describeOrganization,
                IN_NONE);
        return switch (described) {
            case Read.Missing<Optional<DescribeOrganizationResponse>>(Unread why) -> unread(why, null);
            case Read.Known<Optional<DescribeOrganizationResponse>>(Optional<DescribeOrganizationResponse> known) ->
                known.isEmpty()
                        ? new Unknown(
                                ReadingOutcome.NO_ORGANIZATION, "AWSOrganizationsNotInUseException", null, null, null)
                        : below(known.get().organization());
        };
    }

    private OrganizationTree below(Organization organization) throws InterruptedException {
        AccountId management = new AccountId(organization.masterAccountId());
        Deque<String> parents = new ArrayDeque<>();
        ListEnd end = roots(parents);
        while (end instanceof ListEnd.Reached && !parents.isEmpty()) {
            if (isTooLarge()) return tooLarge(organization.id(), management);
            String parent = parents.removeFirst();
            end = accountsOf(parent);
            if (end instanceof ListEnd.Reached) end = unitsOf(parent, parents);
        }
        if (end instanceof ListEnd.NotReached(Unread why)) return unread(why, organization);
        if (members.isEmpty())
            return new Unknown(
                    ReadingOutcome.FAILED, "AWS named no account at all", null, organization.id(), management);
        if (isTooLarge()) return tooLarge(organization.id(), management);
        return new Whole(organization.id(), management, List.copyOf(units.values()), List.copyOf(members.values()));
    }

    private boolean isTooLarge() {
        return members.size() > OrganizationRead.MAX_ACCOUNTS || units.size() > OrganizationRead.MAX_UNITS;
    }

    private static Unknown tooLarge(String organization, AccountId management) {
        return new Unknown(
                ReadingOutcome.TOO_LARGE,
                "the organization has more than %d accounts or %d organizational units"
                        .formatted(OrganizationRead.MAX_ACCOUNTS, OrganizationRead.MAX_UNITS),
                null,
                organization,
                management);
    }

    private ListEnd roots(Deque<String> parents) throws InterruptedException {
        return calls.stream(
                OrganizationsClient.class,
                HOME,
                ListRootsRequest.builder().maxResults(PAGE).build(),
                OrganizationsClient::listRootsPaginator,
                ListRootsResponse::roots,
                page -> page.forEach(root -> add(new Unit(root.id(), null, named(root.name(), root.id())), parents)));
    }

    private ListEnd unitsOf(String parent, Deque<String> parents) throws InterruptedException {
        return calls.stream(
                OrganizationsClient.class,
                HOME,
                ListOrganizationalUnitsForParentRequest.builder()
                        .parentId(parent)
                        .maxResults(PAGE)
                        .build(),
                OrganizationsClient::listOrganizationalUnitsForParentPaginator,
                ListOrganizationalUnitsForParentResponse::organizationalUnits,
                page -> page.forEach(unit -> add(new Unit(unit.id(), parent, named(unit.name(), unit.id())), parents)));
    }

    private ListEnd accountsOf(String parent) throws InterruptedException {
        return calls.stream(
                OrganizationsClient.class,
                HOME,
                ListAccountsForParentRequest.builder()
                        .parentId(parent)
                        .maxResults(PAGE)
                        .build(),
                OrganizationsClient::listAccountsForParentPaginator,
                ListAccountsForParentResponse::accounts,
                page -> page.forEach(each -> {
                    AccountId id = new AccountId(each.id());
                    members.put(
                            id, new Member(id, parent, named(each.name(), each.id()), OrganizationTree.state(each)));
                }));
    }

    /** A unit that was met before is not gone through again. */
    private void add(Unit unit, Deque<String> parents) {
        if (units.putIfAbsent(unit.id(), unit) == null) parents.addLast(unit.id());
    }

    private static String named(@Nullable String written, String id) {
        String name = OrganizationTree.name(written).strip();
        return name.isEmpty() ? id : name;
    }

    private OrganizationTree unread(Unread why, @Nullable Organization organization) {
        AccountId management = organization == null ? null : new AccountId(organization.masterAccountId());
        ReadingOutcome outcome = OrganizationTree.outcome(why, organization == null || account.equals(management));
        return new Unknown(
                outcome,
                why.detail(),
                // of a member that may not see the organization no grant of the role's helps
                outcome == ReadingOutcome.DENIED ? why.missingAction() : null,
                organization == null ? null : organization.id(),
                management);
    }
}
