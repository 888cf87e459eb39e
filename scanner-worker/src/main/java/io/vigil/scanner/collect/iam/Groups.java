package io.vigil.scanner.collect.iam;

import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.iam.IamGroup;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.GroupDetail;

/** The groups of an account, with what they give their members. */
public final class Groups implements Collector<IamGroup> {

    @Override
    public ResourceType<IamGroup> type() {
        return ResourceTypes.IAM_GROUP;
    }

    @Override
    public Set<String> operations() {
        return Set.of(AccountAuthorization.OPERATION);
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<IamGroup> sink) throws InterruptedException {
        Listed<GetAccountAuthorizationDetailsResponse> pages = AccountAuthorization.pages(scope);
        PoliciesInUse policies = new PoliciesInUse(scope.account(), pages);
        for (GetAccountAuthorizationDetailsResponse page : pages.items())
            for (GroupDetail group : page.groupDetailList())
                sink.accept(new Resource<>(
                        type(),
                        scope.region(),
                        group.arn(),
                        group.groupName(),
                        Map.of(),
                        new IamGroup(
                                asGroup(group), IamTags.arns(group.attachedManagedPolicies()), policies.of(group))));
        return pages.end();
    }

    private static Group asGroup(GroupDetail group) {
        return Group.builder()
                .path(group.path())
                .groupName(group.groupName())
                .groupId(group.groupId())
                .arn(group.arn())
                .createDate(group.createDate())
                .build();
    }
}
