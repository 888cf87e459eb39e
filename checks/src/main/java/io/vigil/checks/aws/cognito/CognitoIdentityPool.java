package io.vigil.checks.aws.cognito;

import io.vigil.checks.Itself;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolResponse;

/** A pool that exchanges identities for AWS credentials. */
public record CognitoIdentityPool(@Itself DescribeIdentityPoolResponse pool) {}
