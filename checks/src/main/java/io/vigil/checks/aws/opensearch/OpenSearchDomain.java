package io.vigil.checks.aws.opensearch;

import io.vigil.checks.Itself;
import io.vigil.checks.Read;
import io.vigil.checks.policy.PolicyFacts;
import java.util.Optional;
import software.amazon.awssdk.services.opensearch.model.DomainStatus;

/**
 * A domain of OpenSearch or Elasticsearch.
 *
 * @param policy its access policy, empty when it has none: then nobody gets in
 */
public record OpenSearchDomain(@Itself DomainStatus domain, Read<Optional<PolicyFacts>> policy) {}
