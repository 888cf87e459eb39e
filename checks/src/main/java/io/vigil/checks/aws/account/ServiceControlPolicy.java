package io.vigil.checks.aws.account;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyTargetSummary;

/**
 * A service control policy of an organization.
 *
 * @param regionsLeft the regions outside of which it denies everything; empty if it does not limit regions
 * @param targets roots, organizational units and accounts that it is attached to
 */
public record ServiceControlPolicy(
        @Itself PolicySummary summary, Read<List<String>> regionsLeft, Read<List<PolicyTargetSummary>> targets) {}
