package io.vigil.scanner.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vigil.checks.iam.DataReads;
import io.vigil.checks.iam.IamActions;
import io.vigil.scanner.collect.Collectors;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionPoliciesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<SessionPolicies.Group> groups() {
        return new SessionPolicies(Collectors.ALL.operations(), IamActions::of).groups();
    }

    @ParameterizedTest
    @MethodSource("groups")
    void everyGroupFitsIntoASession(SessionPolicies.Group group) {
        assertThat(group.policy().length()).isLessThanOrEqualTo(2048);
    }

    @ParameterizedTest
    @MethodSource("groups")
    void everyGroupDeniesTheDataWhateverTheRoleAllows(SessionPolicies.Group group) throws Exception {
        JsonNode deny = JSON.readTree(group.policy()).at("/Statement/1");
        assertThat(deny.at("/Effect").asText()).isEqualTo("Deny");
        assertThat(deny.at("/Resource").asText()).isEqualTo("*");
        assertThat(texts(deny.at("/Action")))
                .containsExactlyElementsOf(DataReads.OF_SESSIONS)
                .contains("s3:GetObject", "secretsmanager:GetSecretValue", "kms:Decrypt", "dynamodb:GetItem");
    }

    @ParameterizedTest
    @MethodSource("groups")
    void aGroupAllowsItsActionsByNameAndNothingElse(SessionPolicies.Group group) throws Exception {
        JsonNode statements = JSON.readTree(group.policy()).at("/Statement");
        assertThat(statements).hasSize(2);
        assertThat(texts(statements.at("/0/Action")))
                .containsExactlyElementsOf(group.actions())
                .noneMatch(action -> action.contains("*"));
    }

    @Test
    void everyOperationIsAllowedInTheOneGroupOfItsService() {
        for (String operation : Collectors.ALL.operations()) {
            String service = operation.substring(0, operation.indexOf(':'));
            assertThat(groups())
                    .filteredOn(group -> group.services().contains(service))
                    .as(operation)
                    .singleElement()
                    .satisfies(group -> assertThat(group.actions()).contains(IamActions.of(operation)));
        }
    }

    @Test
    void servicesThatDoNotFitTogetherGetSessionsOfTheirOwn() {
        // Given
        List<String> operations = IntStream.range(0, 100)
                .mapToObj(n -> "s%d:DescribeSomethingRatherLong%d".formatted(n, n))
                .toList();

        // When
        List<SessionPolicies.Group> groups = new SessionPolicies(operations, UnaryOperator.identity()).groups();

        // Then
        assertThat(groups).hasSizeGreaterThan(1).allSatisfy(this::everyGroupFitsIntoASession);
        TreeSet<String> services = new TreeSet<>();
        groups.forEach(group -> services.addAll(group.services()));
        assertThat(services).hasSize(100);
        assertThat(groups.stream().mapToInt(group -> group.services().size()).sum())
                .isEqualTo(100);
    }

    @Test
    void aServiceThatFillsMoreThanASessionIsRefused() {
        List<String> operations = IntStream.range(0, 100)
                .mapToObj("ec2:DescribeSomethingRatherLong%d"::formatted)
                .toList();
        assertThatThrownBy(() -> new SessionPolicies(operations, UnaryOperator.identity()))
                .hasMessageContaining("service ec2 alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ec2:TerminateInstances", "iam:PassRole", "ec2:*", "s3:PutObject", "sts:AssumeRole"})
    void whatIsNoReadIsRefused(String operation) {
        assertThatThrownBy(() -> new SessionPolicies(List.of(operation), UnaryOperator.identity()))
                .hasMessageContaining("no read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:GetObject", "ssm:GetParametersByPath", "athena:GetQueryResultsStream"})
    void whatHandsOutDataIsRefused(String operation) {
        assertThatThrownBy(() -> new SessionPolicies(List.of(operation), UnaryOperator.identity()))
                .hasMessageContaining("customers' data");
    }

    @Test
    void everyServiceOfACollectorIsKnownToTheClients() {
        List<String> known =
                Arrays.stream(AwsService.values()).map(AwsService::toString).toList();
        assertThat(groups()).allSatisfy(group -> assertThat(known).containsAll(group.services()));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
