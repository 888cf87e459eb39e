package io.vigil.checks.aws.wafv2;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.wafv2.model.LoggingConfiguration;
import software.amazon.awssdk.services.wafv2.model.WebACL;

/**
 * A web ACL, of one region or of CloudFront.
 *
 * @param wafRules its rules and those of its rule groups, in the order in which they act; none behind what already decides
 * @param logging empty when none is configured ({@code WAFNonexistentItemException})
 */
public record WafWebAcl(
        @Itself WebACL webAcl,
        Read<List<WafRule>> wafRules,
        Read<List<WafManagedGroup>> managedGroups,
        Read<Optional<LoggingConfiguration>> logging) {}
