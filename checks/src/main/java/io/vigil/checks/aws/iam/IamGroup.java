package io.vigil.checks.aws.iam;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.Access;
import java.util.List;
import software.amazon.awssdk.services.iam.model.Group;

/**
 * A group of users.
 *
 * @param attached ARNs of managed policies
 * @param access what it gives its members
 */
public record IamGroup(@Itself Group group, List<String> attached, Read<Access> access) {}
