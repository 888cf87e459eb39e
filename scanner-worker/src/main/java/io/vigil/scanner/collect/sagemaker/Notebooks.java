package io.vigil.scanner.collect.sagemaker;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.sagemaker.SageMakerNotebook;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceRequest;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;
import software.amazon.awssdk.services.sagemaker.model.ListNotebookInstancesRequest;
import software.amazon.awssdk.services.sagemaker.model.ListNotebookInstancesResponse;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceStatus;
import software.amazon.awssdk.services.sagemaker.model.NotebookInstanceSummary;

/** The notebook instances of a region. */
public final class Notebooks implements Collector<SageMakerNotebook> {
    private static final int PAGE = 100;

    /** SageMaker says of a notebook that is gone what it says of a wrong name, and the name is its own. */
    private static final Set<String> DELETED_MEANWHILE = Set.of("ValidationException", "ResourceNotFound");

    @Override
    public ResourceType<SageMakerNotebook> type() {
        return ResourceTypes.SAGEMAKER_NOTEBOOK;
    }

    @Override
    public Set<String> operations() {
        return Set.of("sagemaker:ListNotebookInstances", "sagemaker:DescribeNotebookInstance");
    }

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<SageMakerNotebook> sink) throws InterruptedException {
        Listed<NotebookInstanceSummary> notebooks = scope.calls()
                .list(
                        SageMakerClient.class,
                        scope.region(),
                        ListNotebookInstancesRequest.builder().maxResults(PAGE).build(),
                        SageMakerClient::listNotebookInstancesPaginator,
                        ListNotebookInstancesResponse::notebookInstances);
        List<NotebookInstanceSummary> lasting = notebooks.items().stream()
                .filter(each -> each.notebookInstanceStatus() != NotebookInstanceStatus.DELETING)
                .toList();
        return notebooks.end().and(ReadParts.handOver(scope, lasting, n -> resource(scope, n), sink));
    }

    private Read<Optional<Resource<SageMakerNotebook>>> resource(UnitScope scope, NotebookInstanceSummary notebook)
            throws InterruptedException {
        Read<Optional<DescribeNotebookInstanceResponse>> described = scope.calls()
                .find(
                        SageMakerClient.class,
                        scope.region(),
                        DescribeNotebookInstanceRequest.builder()
                                .notebookInstanceName(notebook.notebookInstanceName())
                                .build(),
                        SageMakerClient::describeNotebookInstance,
                        DELETED_MEANWHILE);
        return described.map(found -> found.map(each -> new Resource<>(
                type(),
                scope.region(),
                notebook.notebookInstanceArn(),
                notebook.notebookInstanceName(),
                Map.of(),
                new SageMakerNotebook(each))));
    }
}
