package io.vigil.checks.aws.account;

import java.util.List;

/**
 * A managed policy of AWS and who holds it.
 *
 * @param name such as {@code AWSSupportAccess}
 * @param roles names, as those of users and groups
 */
public record HeldAwsPolicy(String name, List<String> users, List<String> groups, List<String> roles) {}
