package io.vigil.scanner.collect.config;

import io.vigil.checks.Read;
import io.vigil.checks.Resource;
import io.vigil.checks.ResourceType;
import io.vigil.checks.ResourceTypes;
import io.vigil.checks.aws.config.ConfigRuleResult;
import io.vigil.contracts.Unread;
import io.vigil.scanner.aws.ListEnd;
import io.vigil.scanner.aws.Listed;
import io.vigil.scanner.collect.Collector;
import io.vigil.scanner.collect.ResourceSink;
import io.vigil.scanner.collect.UnitScope;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.config.ConfigClient;
import software.amazon.awssdk.services.config.model.ComplianceByConfigRule;
import software.amazon.awssdk.services.config.model.ComplianceType;
import software.amazon.awssdk.services.config.model.ConfigRule;
import software.amazon.awssdk.services.config.model.DescribeComplianceByConfigRuleRequest;
import software.amazon.awssdk.services.config.model.DescribeComplianceByConfigRuleResponse;
import software.amazon.awssdk.services.config.model.DescribeConfigRulesRequest;
import software.amazon.awssdk.services.config.model.DescribeConfigRulesResponse;
import software.amazon.awssdk.services.config.model.EvaluationResult;
import software.amazon.awssdk.services.config.model.EvaluationResultQualifier;
import software.amazon.awssdk.services.config.model.GetComplianceDetailsByConfigRuleRequest;
import software.amazon.awssdk.services.config.model.GetComplianceDetailsByConfigRuleResponse;

/** The rules of AWS Config in a region with what they found; only a broken rule is asked what breaks it. */
public final class Rules implements Collector<ConfigRuleResult> {
    @Override
    public ResourceType<ConfigRuleResult> type() {
        return ResourceTypes.CONFIG_RULE;
    }

    @Override
    public Set<String> operations() {
        return Set.of(
                "config:DescribeConfigRules",
                "config:DescribeComplianceByConfigRule",
                "config:GetComplianceDetailsByConfigRule");
    }

    private static final int MAX_RESOURCES = 100;

    @Override
    public ListEnd collect(UnitScope scope, ResourceSink<ConfigRuleResult> sink) throws InterruptedException {
        Listed<ConfigRule> rules = scope.calls()
                .list(
                        ConfigClient.class,
                        scope.region(),
                        DescribeConfigRulesRequest.builder().build(),
                        ConfigClient::describeConfigRulesPaginator,
                        DescribeConfigRulesResponse::configRules);
        if (rules.items().isEmpty()) return rules.end();
        Read<Map<String, String>> compliance = compliance(scope);
        for (Resource<ConfigRuleResult> rule : scope.each(rules.items(), rule -> resource(scope, rule, compliance)))
            sink.accept(rule);
        return rules.end();
    }

    private static Read<Map<String, String>> compliance(UnitScope scope) throws InterruptedException {
        return scope.calls()
                .list(
                        ConfigClient.class,
                        scope.region(),
                        DescribeComplianceByConfigRuleRequest.builder().build(),
                        ConfigClient::describeComplianceByConfigRulePaginator,
                        DescribeComplianceByConfigRuleResponse::complianceByConfigRules)
                .whole()
                .map(all -> all.stream()
                        .filter(rule -> rule.compliance() != null)
                        .collect(Collectors.toMap(
                                ComplianceByConfigRule::configRuleName,
                                rule -> rule.compliance().complianceTypeAsString(),
                                (first, again) -> again)));
    }

    private Resource<ConfigRuleResult> resource(UnitScope scope, ConfigRule rule, Read<Map<String, String>> compliance)
            throws InterruptedException {
        Read<String> found = compliance.map(
                all -> all.getOrDefault(rule.configRuleName(), ComplianceType.INSUFFICIENT_DATA.toString()));
        Read<List<EvaluationResult>> results = switch (found) {
            case Read.Missing<String>(Unread why) -> Read.missing(why);
            case Read.Known<String>(String type) ->
                type.equals(ComplianceType.NON_COMPLIANT.toString()) ? results(scope, rule) : Read.known(List.of());
        };
        return new Resource<>(
                type(),
                scope.region(),
                rule.configRuleArn(),
                rule.configRuleName(),
                Map.of(),
                new ConfigRuleResult(
                        rule.configRuleName(),
                        Objects.requireNonNullElse(rule.createdBy(), ""),
                        found,
                        results.map(all -> all.stream().map(Rules::affected).toList()),
                        results.map(all -> times(all).stream().min(Comparator.naturalOrder())),
                        results.map(all -> times(all).stream().max(Comparator.naturalOrder()))));
    }

    private static Read<List<EvaluationResult>> results(UnitScope scope, ConfigRule rule) throws InterruptedException {
        return scope.calls()
                .get(
                        ConfigClient.class,
                        scope.region(),
                        GetComplianceDetailsByConfigRuleRequest.builder()
                                .configRuleName(rule.configRuleName())
                                .complianceTypes(ComplianceType.NON_COMPLIANT)
                                .limit(MAX_RESOURCES)
                                .build(),
                        ConfigClient::getComplianceDetailsByConfigRule)
                .map(GetComplianceDetailsByConfigRuleResponse::evaluationResults);
    }

    private static String affected(EvaluationResult result) {
        EvaluationResultQualifier what = result.evaluationResultIdentifier().evaluationResultQualifier();
        return what.resourceType() + " " + what.resourceId();
    }

    private static List<Instant> times(List<EvaluationResult> results) {
        return results.stream()
                .map(EvaluationResult::resultRecordedTime)
                .filter(Objects::nonNull)
                .toList();
    }
}
