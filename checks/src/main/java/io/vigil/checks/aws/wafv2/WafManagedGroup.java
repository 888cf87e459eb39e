package io.vigil.checks.aws.wafv2;

import java.util.List;

/**
 * A managed rule group as a web ACL uses it.
 *
 * @param rule name of the web ACL's rule
 * @param counts whether the group as a whole is overridden to Count and no later rule acts on all of its labels
 * @param letThrough names of its rules that are overridden to Count or Allow, those left out whose label a later rule of the
 *     web ACL acts on
 */
public record WafManagedGroup(String rule, String vendor, String name, boolean counts, List<String> letThrough) {}
