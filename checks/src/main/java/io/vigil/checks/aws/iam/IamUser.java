package io.vigil.checks.aws.iam;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import software.amazon.awssdk.services.iam.model.User;

/**
 * A user of IAM; root is part of the account.
 *
 * @param credentials of the credential report
 */
public record IamUser(@Itself User user, Read<UserCredentials> credentials) {}
