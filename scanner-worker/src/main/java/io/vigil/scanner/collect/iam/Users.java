package io.vigil.scanner.collect.iam;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.iam.IamUser;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.User;
import software.amazon.awssdk.services.iam.model.UserDetail;

/** The users of an account, each with its row of the credential report and all policies that count for it. */
public final class Users implements Collector<IamUser> {

    @Override
    public ResourceType<IamUser> type() {
        return ResourceTypes.IAM_USER;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                AccountAuthorization.OPERATION,
                CredentialReports.GENERATE,
                CredentialReports.GET,
                VirtualMfa.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<IamUser> sink) throws InterruptedException {
        Listed<GetAccountAuthorizationDetailsResponse> pages = AccountAuthorization.pages(scope);
        Read<CredentialReport> report = CredentialReports.read(scope);
        Read<Map<String, List<String>>> devices = VirtualMfa.serialsByUser(scope);
        PoliciesInUse policies = new PoliciesInUse(scope.account(), pages);
        for (GetAccountAuthorizationDetailsResponse page : pages.items())
            for (UserDetail user : page.userDetailList())
                sink.accept(new Resource<>(
                        type(),
                        scope.region(),
                        user.arn(),
                        user.userName(),
                        IamTags.of(user.tags()),
                        new IamUser(
                                asUser(user),
                                report.flatMap(rows -> rows.of(user.arn())),
                                devices.map(byUser -> byUser.getOrDefault(user.arn(), List.of())),
                                IamTags.arns(user.attachedManagedPolicies()),
                                user.userPolicyList().stream()
                                        .map(PolicyDetail::policyName)
                                        .toList(),
                                policies.of(user))));
        return pages.end();
    }

    /** The same user in the shape of {@code ListUsers}, which knows one member more: when the password was last used. */
    static User asUser(UserDetail user) {
        return User.builder()
                .path(user.path())
                .userName(user.userName())
                .userId(user.userId())
                .arn(user.arn())
                .createDate(user.createDate())
                .permissionsBoundary(user.permissionsBoundary())
                .tags(user.tags())
                .build();
    }
}
