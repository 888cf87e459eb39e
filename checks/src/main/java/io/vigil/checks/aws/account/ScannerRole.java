package io.vigil.checks.aws.account;

import io.vigil.checks.Read;
import io.vigil.checks.policy.TrustFacts;
import java.util.List;

/**
 * The role by which Vigil reads the account.
 *
 * @param missingActions IAM actions that Vigil needs and the role's policies and boundary do not allow
 */
public record ScannerRole(String name, Read<TrustFacts> trust, Read<List<String>> missingActions) {}
