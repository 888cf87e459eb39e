package io.vigil.checks.aws.account;

import io.vigil.checks.Read;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.accessanalyzer.model.AnalyzerSummary;
import software.amazon.awssdk.services.config.model.ConfigurationRecorder;
import software.amazon.awssdk.services.config.model.ConfigurationRecorderStatus;
import software.amazon.awssdk.services.securityhub.model.DescribeHubResponse;
import software.amazon.awssdk.services.ssoadmin.model.InstanceMetadata;

/**
 * What one region adds to the judgement of its account. Each part is missing for itself, so that one unread region
 * makes only those checks undetermined that depend on it.
 *
 * @param trails every trail that {@code DescribeTrails} shows there, shadow trails included
 * @param configRecorderStatuses of {@code DescribeConfigurationRecorderStatus}
 * @param hub empty when Security Hub is not enabled ({@code InvalidAccessException})
 * @param analyzers of every type
 * @param identityCenters instances of IAM Identity Center that live there, the organization's or the account's own
 */
public record AccountRegion(
        String region,
        Read<List<AccountTrail>> trails,
        Read<List<ConfigurationRecorder>> configRecorders,
        Read<List<ConfigurationRecorderStatus>> configRecorderStatuses,
        Read<List<AccountDetector>> detectors,
        Read<Optional<DescribeHubResponse>> hub,
        Read<List<AnalyzerSummary>> analyzers,
        Read<List<InstanceMetadata>> identityCenters) {}
