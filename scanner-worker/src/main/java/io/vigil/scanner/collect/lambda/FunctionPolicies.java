package io.vigil.scanner.collect.lambda;

import io.vigil.checks.Read;
import io.vigil.checks.aws.lambda.QualifiedPolicy;
import io.vigil.checks.policy.PolicyFacts;
import io.vigil.contracts.Unread;
import io.vigil.scanner.collect.PolicyMeaning;
import io.vigil.scanner.collect.ReadParts;
import io.vigil.scanner.collect.UnitScope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetPolicyRequest;
import software.amazon.awssdk.services.lambda.model.GetPolicyResponse;
import software.amazon.awssdk.services.lambda.model.ListAliasesRequest;
import software.amazon.awssdk.services.lambda.model.ListAliasesResponse;

/** The resource policies of a function: Lambda keeps one for each way to name it. */
final class FunctionPolicies {
    private static final String GET = "lambda:GetPolicy";
    private static final String ALIASES = "lambda:ListAliases";
    static final Set<String> OPERATIONS = Set.of(GET, ALIASES);

    private static final int PAGE = 50;
    private static final Set<String> NONE = Set.of("ResourceNotFoundException");

    /** An alias may send calls to what is worked on; it takes no policy of its own. */
    private static final String UNPUBLISHED = "$LATEST";

    private FunctionPolicies() {}

    static Read<Optional<PolicyFacts>> own(UnitScope scope, FunctionConfiguration function)
            throws InterruptedException {
        return policy(scope, function, /* qualifier */ null);
    }

    /** One call an alias, and one a version that an alias sends calls to. */
    static Read<List<QualifiedPolicy>> qualified(UnitScope scope, FunctionConfiguration function)
            throws InterruptedException {
        return switch (qualifiers(scope, function)) {
            case Read.Missing<List<String>>(Unread why) -> Read.missing(why);
            case Read.Known<List<String>>(List<String> qualifiers) ->
                Read.known(scope.each(
                        qualifiers, qualifier -> new QualifiedPolicy(qualifier, policy(scope, function, qualifier))));
        };
    }

    private static Read<List<String>> qualifiers(UnitScope scope, FunctionConfiguration function)
            throws InterruptedException {
        return scope.calls()
                .list(
                        LambdaClient.class,
                        scope.region(),
                        ListAliasesRequest.builder()
                                .functionName(function.functionName())
                                .maxItems(PAGE)
                                .build(),
                        LambdaClient::listAliasesPaginator,
                        ListAliasesResponse::aliases)
                .whole()
                .flatMap(FunctionPolicies::qualifiers);
    }

    /** No alias is called like a version: a number is no name of one. */
    static Read<List<String>> qualifiers(List<AliasConfiguration> aliases) {
        return ReadParts.all(aliases.stream()
                        .map(alias -> ReadParts.told(ALIASES, alias.name()))
                        .toList())
                .map(names -> {
                    Set<String> versions = new TreeSet<>();
                    aliases.forEach(alias -> versions(alias)
                            .filter(version -> !version.equals(UNPUBLISHED))
                            .forEach(versions::add));
                    return Stream.concat(names.stream(), versions.stream()).toList();
                });
    }

    private static Stream<String> versions(AliasConfiguration alias) {
        return Stream.concat(
                Stream.ofNullable(alias.functionVersion()),
                alias.routingConfig() == null
                        ? Stream.empty()
                        : alias.routingConfig().additionalVersionWeights().keySet().stream());
    }

    private static Read<Optional<PolicyFacts>> policy(
            UnitScope scope, FunctionConfiguration function, @Nullable String qualifier) throws InterruptedException {
        Read<Optional<GetPolicyResponse>> policy = scope.calls()
                .find(
                        LambdaClient.class,
                        scope.region(),
                        GetPolicyRequest.builder()
                                .functionName(function.functionName())
                                .qualifier(qualifier)
                                .build(),
                        LambdaClient::getPolicy,
                        NONE);
        return PolicyMeaning.ofOptional(scope, GET, ReadParts.toldIfAny(GET, policy, GetPolicyResponse::policy));
    }
}
