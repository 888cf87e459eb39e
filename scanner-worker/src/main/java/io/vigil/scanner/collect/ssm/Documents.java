package io.vigil.scanner.collect.ssm;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.ssm.SsmDocument;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Pages;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeDocumentPermissionRequest;
import software.amazon.awssdk.services.ssm.model.DescribeDocumentPermissionResponse;
import software.amazon.awssdk.services.ssm.model.DocumentIdentifier;
import software.amazon.awssdk.services.ssm.model.DocumentKeyValuesFilter;
import software.amazon.awssdk.services.ssm.model.DocumentPermissionType;
import software.amazon.awssdk.services.ssm.model.GetDocumentResponse;
import software.amazon.awssdk.services.ssm.model.ListDocumentsRequest;
import software.amazon.awssdk.services.ssm.model.ListDocumentsResponse;
import software.amazon.awssdk.services.ssm.model.Tag;

/** The documents of this account in a region; their content is looked at and not kept. */
public final class Documents implements Collector<SsmDocument> {
    private static final int PAGE = 50;

    @Override
    public ResourceType<SsmDocument> type() {
        return ResourceTypes.SSM_DOCUMENT;
    }

    @Override
    public Set<String> operations() {
        return Set.of("ssm:ListDocuments", DocumentTexts.OPERATION, "ssm:DescribeDocumentPermission");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SsmDocument> sink) throws InterruptedException {
        return scope.calls().stream(
                SsmClient.class,
                scope.region(),
                ListDocumentsRequest.builder()
                        .filters(DocumentKeyValuesFilter.builder()
                                .key("Owner")
                                .values("Self")
                                .build())
                        .maxResults(PAGE)
                        .build(),
                SsmClient::listDocumentsPaginator,
                ListDocumentsResponse::documentIdentifiers,
                page -> {
                    List<DocumentIdentifier> own = page.stream()
                            .filter(each -> scope.owns(each.owner()))
                            .toList();
                    for (Optional<Resource<SsmDocument>> each : scope.each(own, d -> resource(scope, d)))
                        if (each.isPresent()) sink.accept(each.get());
                });
    }

    /** Empty when it was deleted meanwhile. */
    private Optional<Resource<SsmDocument>> resource(UnitScope scope, DocumentIdentifier it)
            throws InterruptedException {
        Read<Optional<GetDocumentResponse>> text = DocumentTexts.of(scope, it.name());
        if (ReadParts.isNone(text)) return Optional.empty();
        return Optional.of(new Resource<>(
                type(),
                scope.region(),
                scope.arn("ssm", "document/" + it.name()),
                it.name(),
                it.tags().stream()
                        .collect(Collectors.toMap(
                                Tag::key, tag -> Objects.requireNonNullElse(tag.value(), ""), (first, again) -> again)),
                new SsmDocument(
                        it,
                        text.map(Optional::orElseThrow)
                                .flatMap(found -> ReadParts.told(DocumentTexts.OPERATION, found.content()))
                                .map(DocumentSecrets::in),
                        sharedWith(scope, it))));
    }

    private static Read<List<String>> sharedWith(UnitScope scope, DocumentIdentifier it) throws InterruptedException {
        return scope.calls()
                .list(
                        SsmClient.class,
                        scope.region(),
                        DescribeDocumentPermissionRequest.builder()
                                .name(it.name())
                                .permissionType(DocumentPermissionType.SHARE)
                                .build(),
                        Pages.by(SsmClient::describeDocumentPermission, Documents::following),
                        DescribeDocumentPermissionResponse::accountIds)
                .whole();
    }

    private static Optional<DescribeDocumentPermissionRequest> following(
            DescribeDocumentPermissionRequest request, DescribeDocumentPermissionResponse page) {
        return Optional.ofNullable(page.nextToken())
                .filter(token -> !token.isEmpty())
                .map(token -> request.toBuilder().nextToken(token).build());
    }
}
