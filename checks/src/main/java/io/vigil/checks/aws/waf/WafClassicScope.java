package io.vigil.checks.aws.waf;

import io.vigil.checks.Read;
import java.util.List;
import software.amazon.awssdk.services.waf.model.WebACLSummary;

/**
 * What is left of WAF Classic in one place.
 *
 * @param place a region, or {@code CloudFront}
 */
public record WafClassicScope(String place, Read<List<WebACLSummary>> webAcls) {}
