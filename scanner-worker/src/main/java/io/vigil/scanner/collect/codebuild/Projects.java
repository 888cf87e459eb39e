package io.vigil.scanner.collect.codebuild;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.codebuild.CodeBuildProject;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.codebuild.CodeBuildClient;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.ListProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.ListProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.Tag;

/** The build projects of a region, a hundred a call; nothing of them is kept but what looks like a secret, and where. */
public final class Projects implements Collector<CodeBuildProject> {
    /** AWS's limit. */
    private static final int BATCH = 100;

    @Override
    public ResourceType<CodeBuildProject> type() {
        return ResourceTypes.CODEBUILD_PROJECT;
    }

    @Override
    public Set<String> operations() {
        return Set.of("codebuild:ListProjects", "codebuild:BatchGetProjects");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<CodeBuildProject> sink) throws InterruptedException {
        Listed<String> names = scope.calls()
                .list(
                        CodeBuildClient.class,
                        scope.region(),
                        ListProjectsRequest.builder().build(),
                        CodeBuildClient::listProjectsPaginator,
                        ListProjectsResponse::projects);
        ListEnd end = names.end();
        for (int from = 0; from < names.items().size(); from += BATCH) {
            Read<BatchGetProjectsResponse> described = scope.calls()
                    .get(
                            CodeBuildClient.class,
                            scope.region(),
                            BatchGetProjectsRequest.builder()
                                    .names(names.items()
                                            .subList(
                                                    from, Math.min(names.items().size(), from + BATCH)))
                                    .build(),
                            CodeBuildClient::batchGetProjects);
            switch (described) {
                case Read.Known<BatchGetProjectsResponse>(BatchGetProjectsResponse answer) -> {
                    for (Project project : answer.projects()) sink.accept(resource(scope, project));
                }
                case Read.Missing<BatchGetProjectsResponse>(Unread why) -> end = end.and(new ListEnd.NotReached(why));
            }
        }
        return end;
    }

    private Resource<CodeBuildProject> resource(UnitScope scope, Project project) {
        return new Resource<>(
                type(),
                scope.region(),
                project.arn(),
                project.name(),
                project.tags().stream()
                        .collect(Collectors.toMap(
                                Tag::key, tag -> Objects.requireNonNullElse(tag.value(), ""), (first, again) -> again)),
                new CodeBuildProject(project.name(), ProjectSecrets.of(project)));
    }
}
