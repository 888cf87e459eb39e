package io.vigil.checks.aws.sagemaker;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.sagemaker.model.DescribeNotebookInstanceResponse;

/** A notebook instance. */
public record SageMakerNotebook(@Itself DescribeNotebookInstanceResponse notebook) {}
